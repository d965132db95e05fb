import * as z from 'zod'
import { listMessages, messagesAround, reply, startSession } from '../../outbound/index.ts'
import { AroundSchema } from '../../wire/history.ts'
import { ReplySchema, StartSessionSchema } from '../../wire/requests.ts'
import { MessagePageSchema, OperationSchema } from '../../wire/schemas.ts'
import { operationAnswer } from '../operation-answer.ts'
import { defineRoute, json } from '../route.ts'
import { CursorSchema } from './contacts.ts'

const operationAnswers = {
  200: { description: 'Settled: sent, refused by rule, failed or unknown.', schema: OperationSchema },
  202: {
    description: 'Under way; the stream and GET /v1/operations/{id} tell the rest.',
    schema: OperationSchema,
  },
}

/** Starts a session with its first message; the same operation id never sends twice (R-ONCE-1). */
export const beginSession = defineRoute({
  method: 'POST',
  path: '/v1/sessions',
  who: 'context',
  summary: 'Starts a session with its first message.',
  body: StartSessionSchema,
  answers: operationAnswers,
  problems: ['unknown-operator', 'operation-conflict'],
  async respond(ask) {
    const { workspace, asker } = ask.caller
    return operationAnswer(ask, ask.body.operationId, startSession(workspace.outbound, asker, ask.body))
  },
})

/** Answers in an open session. */
export const answerInSession = defineRoute({
  method: 'POST',
  path: '/v1/sessions/:id/messages',
  who: 'context',
  summary: 'Answers in an open session.',
  body: ReplySchema,
  answers: operationAnswers,
  problems: ['unknown-operator', 'operation-conflict', 'unknown-id'],
  async respond(ask) {
    const { workspace, asker } = ask.caller
    return operationAnswer(
      ask,
      ask.body.operationId,
      reply(workspace.outbound, asker, ask.param('id'), ask.body),
    )
  },
})

/** Messages of a session, the newest page first. */
export const readMessages = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/messages',
  who: 'context',
  summary: 'Messages of a session: the newest page first, inside a page the oldest first.',
  query: z.object({ cursor: CursorSchema }),
  answers: { 200: { description: 'A page of messages.', schema: MessagePageSchema } },
  problems: ['unknown-operator', 'unknown-id'],
  async respond({ caller, param, query }) {
    return json(
      await listMessages(caller.workspace.outbound, caller.asker, param('id'), query.cursor ?? null),
    )
  },
})

/** Into the middle of a session. */
export const readAround = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/around',
  who: 'context',
  summary:
    'The messages about one message of a session, or about a time. One answer looks through a bounded number of the host’s pages; what is not found yet is looked for further with `next`.',
  query: z
    .object({
      message: z.string().min(1).max(200).optional().describe('The message that is looked for.'),
      at: z.iso.datetime().optional().describe('Or a time.'),
      cursor: CursorSchema,
    })
    .refine(({ message, at }) => (message === undefined) !== (at === undefined), {
      path: ['message'],
      message: 'must be given, or else `at`',
    }),
  answers: { 200: { description: 'What stands there.', schema: AroundSchema } },
  problems: ['unknown-operator', 'unknown-id'],
  async respond({ caller: { workspace, asker }, param, query }) {
    const { message = null, at = null, cursor = null } = query
    return json(await messagesAround(workspace.outbound, asker, param('id'), { message, at, cursor }))
  },
})
