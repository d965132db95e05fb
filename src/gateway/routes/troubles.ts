import * as z from 'zod'
import { TROUBLE_STATES } from '../../domain/operation.ts'
import {
  deedsOf,
  failureClassesOf,
  failuresOf,
  retryClass,
  troubleCounts,
  unknownsOf,
  waitingOf,
} from '../../outbound/index.ts'
import {
  DeedPageSchema,
  FailureClassesSchema,
  RetriedSchema,
  TroubleCountsSchema,
  TroubledPageSchema,
  WaitingPageSchema,
} from '../../wire/troubles.ts'
import { classSentence } from '../batches/table.ts'
import { recorded } from '../deeds.ts'
import { defineRoute, json } from '../route.ts'

// As the journal makes it: a time, a blank, an operation id.
const Cursor = z
  .string()
  .max(300)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z .{1,200}$/s, 'the cursor of the page before')
  .optional()
  .describe('From the page before; absent for the first.')
const ClassSchema = z.strictObject({
  state: z.enum(TROUBLE_STATES),
  code: z.string().max(100).describe('The reason as a word, as in `failures`.'),
})

/** How much there is to look after. */
export const readTroubles = defineRoute({
  method: 'GET',
  path: '/v1/troubles',
  who: 'operations',
  summary:
    'How much needs somebody: unknown outcomes, failures of seven days, waiting steps, batches, callbacks.',
  answers: { 200: { description: 'Counts, each up to a thousand.', schema: TroubleCountsSchema } },
  respond: async ({ caller }) => json(await troubleCounts(caller.workspace.outbound)),
})

/** What waits for a person's word (R-ONCE-2). */
export const readUnknowns = defineRoute({
  method: 'GET',
  path: '/v1/unknowns',
  who: 'operations',
  summary:
    'Messages whose outcome nobody knows, the newest first; POST /v1/operations/{id}/verdict decides. Before them those that the host is still being asked about (`lookedFor`).',
  query: z.object({ cursor: Cursor }),
  answers: { 200: { description: 'A page of them.', schema: TroubledPageSchema } },
  respond: async ({ caller, query: { cursor = null }, locale }) =>
    json(await unknownsOf(caller.workspace.outbound, cursor, locale)),
})

/** What did not leave, by reason. */
export const readFailures = defineRoute({
  method: 'GET',
  path: '/v1/failures',
  who: 'operations',
  summary:
    'Messages of seven days that did not leave, or that the host reported as not delivered later (`undelivered`), by reason, each class with its newest ones and its batches.',
  answers: { 200: { description: 'The classes, the largest first.', schema: FailureClassesSchema } },
  async respond({ caller, locale }) {
    const { sinceAt, items } = await failureClassesOf(caller.workspace.outbound, locale)
    return json({
      sinceAt,
      items: items.map((each) => ({ ...each, text: classSentence(each, locale) })),
    })
  },
})

/** All of one class. */
export const readFailuresOf = defineRoute({
  method: 'GET',
  path: '/v1/failures/messages',
  who: 'operations',
  summary: 'Single messages of one class, the newest first.',
  query: z.object({ ...ClassSchema.shape, cursor: Cursor }),
  answers: { 200: { description: 'A page of them.', schema: TroubledPageSchema } },
  respond: async ({ caller, query: { cursor = null, ...of }, locale }) =>
    json(await failuresOf(caller.workspace.outbound, of, cursor, locale)),
})

/** "Try again after the fix". */
export const retryFailures = defineRoute({
  method: 'POST',
  path: '/v1/failures/retry',
  who: 'operations',
  summary:
    'Tries a class again after a fix: messages of processes and people of batches, of which provably nothing left. Each message is repeated by an operation of its own, `{id}!2`. What stands on a line where the person may only read is left (`readOnly`).',
  body: ClassSchema,
  answers: { 200: { description: 'How many are tried again.', schema: RetriedSchema } },
  async respond({ caller, body }) {
    const retried = await recorded(caller, 'failures-retry', `${body.state} ${body.code}`, () =>
      retryClass(caller.workspace.outbound, body, caller.operatorId),
    )
    return json(retried)
  },
})

/** Steps that wait. */
export const readWaiting = defineRoute({
  method: 'GET',
  path: '/v1/waiting',
  who: 'operations',
  summary: 'Steps that have not ended, the newest first; POST /v1/operations/{id}/cancel calls one off.',
  query: z.object({ cursor: Cursor }),
  answers: { 200: { description: 'A page of them.', schema: WaitingPageSchema } },
  respond: async ({ caller, query: { cursor = null } }) =>
    json(await waitingOf(caller.workspace.outbound, cursor)),
})

/** Who did what. */
export const readDeeds = defineRoute({
  method: 'GET',
  path: '/v1/deeds',
  who: 'operations',
  summary: 'What was decided, tried again, paused or called off, by whom and when, the newest first.',
  query: z.object({
    cursor: z
      .string()
      .regex(/^\d{1,18}$/, 'the cursor of the page before')
      .optional(),
  }),
  answers: { 200: { description: 'A page of them.', schema: DeedPageSchema } },
  respond: async ({ caller, query: { cursor = null } }) =>
    json(await deedsOf(caller.workspace.outbound, cursor)),
})
