import {
  doInSession,
  idOfAgain,
  putAway,
  sendAgain,
  sessionChoices,
  type DeedAsked,
} from '../../outbound/index.ts'
import { SessionChoicesSchema } from '../../wire/form.ts'
import { ChangeSessionSchema, CloseSessionSchema, HandOverSchema, NoteSchema } from '../../wire/requests.ts'
import { OperationSchema } from '../../wire/schemas.ts'
import { operationAnswer } from '../operation-answer.ts'
import { defineRoute, json, type Ask } from '../route.ts'

const answers = {
  200: {
    description: 'Settled: sent (done), skipped (it was so already), refused by rule, failed or unknown.',
    schema: OperationSchema,
  },
  202: {
    description: 'Under way; the stream and GET /v1/operations/{id} tell the rest.',
    schema: OperationSchema,
  },
}
const problems = ['unknown-operator', 'operation-conflict', 'unknown-session', 'not-supported']
const changing = {
  who: 'context',
  method: 'POST',
  answers,
  problems: [...problems, 'session-changed'],
} as const

/** Done once for each operation id, recorded before the host is touched. */
function done(ask: Pick<Ask<'context', unknown, unknown>, 'gateway' | 'caller' | 'param'>, asked: DeedAsked) {
  const { workspace, asker } = ask.caller
  const work = doInSession(workspace.outbound, asker, ask.param('id'), asked)
  return operationAnswer(ask, asked.operationId, work)
}

/** A note to colleagues; it is never sent. */
export const addNote = defineRoute({
  method: 'POST',
  path: '/v1/sessions/:id/notes',
  who: 'context',
  summary: 'Leaves a note to colleagues in a session; the customer never sees it.',
  body: NoteSchema,
  answers,
  problems,
  respond: (ask) => {
    const { operationId, text } = ask.body
    return done(ask, { operationId, text, deed: { kind: 'note' }, seen: null })
  },
})

/** The session becomes the operator's own. */
export const takeSession = defineRoute({
  ...changing,
  path: '/v1/sessions/:id/take',
  summary: 'Assigns a session to the one who asks.',
  body: ChangeSessionSchema,
  respond: (ask) => done(ask, { ...ask.body, text: '', deed: { kind: 'take' } }),
})

/** R-AFTER-1, at any time of a session. */
export const handOverSession = defineRoute({
  ...changing,
  path: '/v1/sessions/:id/hand-over',
  summary:
    'Hands a session to an operator, group, skill or department, with a comment where the host takes one.',
  body: HandOverSchema,
  respond: (ask) => {
    const { operationId, seen, target, comment } = ask.body
    return done(ask, { operationId, seen, text: '', deed: { kind: 'hand-over', target, comment } })
  },
})

/** With tags that are added before (R-TAG-1). */
export const closeSession = defineRoute({
  ...changing,
  path: '/v1/sessions/:id/close',
  summary: 'Closes a session, and adds tags to it before.',
  body: CloseSessionSchema,
  respond: (ask) => {
    const { operationId, seen, tags } = ask.body
    return done(ask, { operationId, seen, text: '', deed: { kind: 'close', tags } })
  },
})

/** A closed session lives again. */
export const reopenSession = defineRoute({
  ...changing,
  path: '/v1/sessions/:id/reopen',
  summary: 'Opens a closed session again, for the one who asks.',
  body: ChangeSessionSchema,
  respond: (ask) => done(ask, { ...ask.body, text: '', deed: { kind: 'reopen' } }),
})

/** What did not leave is a new message when it is sent again. */
export const sendOperationAgain = defineRoute({
  method: 'POST',
  path: '/v1/operations/:id/again',
  who: 'context',
  summary:
    'Sends an answer or a note that did not leave once more, as a new operation of the same words, template and files. Asked twice, it is one.',
  answers,
  problems: ['unknown-operation', 'nothing-to-repeat'],
  respond: (ask) => {
    const { workspace, asker } = ask.caller
    const id = ask.param('id')
    return operationAnswer(ask, idOfAgain(id), sendAgain(workspace.outbound, asker, id))
  },
})

/** Somebody has seen that it did not leave. */
export const putOperationAway = defineRoute({
  method: 'DELETE',
  path: '/v1/operations/:id/notice',
  who: 'context',
  summary:
    'Puts away one’s own message that did not leave: cards show it no more. The operation itself stays.',
  forReaders: true,
  answers: { 204: { description: 'Put away, or it was so already.' } },
  problems: ['unknown-operation'],
  async respond({ caller: { workspace, asker }, param }) {
    await putAway(workspace.outbound, asker, param('id'))
    return new Response(null, { status: 204 })
  },
})

/** Asked when somebody is about to close a session or to hand it over. */
export const readChoices = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/choices',
  who: 'context',
  summary: 'The tags one may choose on closing a session, and to whom it may be handed.',
  answers: { 200: { description: 'What there is to choose.', schema: SessionChoicesSchema } },
  problems: ['unknown-operator', 'unknown-session'],
  respond: async ({ caller, param }) =>
    json(await sessionChoices(caller.workspace.outbound, caller.asker, param('id'))),
})
