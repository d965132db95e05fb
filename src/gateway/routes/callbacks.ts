import * as z from 'zod'
import { CALLBACK_STATES, type Callback, type Callbacks } from '../../journal/callback.ts'
import { CallbackPageSchema, CallbackSchema, wireCallback } from '../callback-schemas.ts'
import { recorded } from '../deeds.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'

const PAGE = 50
// As the journal makes it: a time, a blank, an operation id.
const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z .{1,200}$/s

/** Answers to process engines: what is on its way, what arrived, what nobody took. */
export const readCallbacks = defineRoute({
  method: 'GET',
  path: '/v1/callbacks',
  who: 'operations',
  summary: 'Answers to process engines that were not known at once, the newest first.',
  query: z.object({
    state: z.enum(CALLBACK_STATES).optional().describe('Only those; absent: all.'),
    cursor: z
      .string()
      .max(300)
      .regex(CURSOR, 'the cursor of the page before')
      .optional()
      .describe('From the page before; absent for the first.'),
  }),
  answers: { 200: { description: 'A page of callbacks.', schema: CallbackPageSchema } },
  async respond({ caller, query: { state = null, cursor = null } }) {
    const { callbacks } = caller.workspace.outbound.journal
    const { items, next } = await callbacks.list(state, cursor, PAGE)
    return json({ items: items.map((callback) => wireCallback(callback, caller.operatorId === null)), next })
  },
})

/** Posts it at once, whenever its next try was; one that was given up has three days again. */
export const retryCallback = defineRoute({
  method: 'POST',
  path: '/v1/callbacks/:operationId/retry',
  who: 'operations',
  summary: 'Posts the answer once more, now; an answer that was delivered is posted again with the same id.',
  answers: { 202: { description: 'It is about to be posted.', schema: CallbackSchema } },
  problems: ['unknown-callback'],
  async respond({ caller, gateway, param }) {
    const { callbacks } = caller.workspace.outbound.journal
    const posted = await recorded(caller, 'callback-retry', param('operationId'), () =>
      postNow(callbacks, param('operationId'), gateway.now()),
    )
    return json(wireCallback(posted, caller.operatorId === null), 202)
  },
})

async function postNow(callbacks: Callbacks, operationId: string, now: Date): Promise<Callback> {
  for (;;) {
    const known = await callbacks.get(operationId)
    if (!known) throw new Problem('unknown-callback')
    if (known.state === 'waiting') return known
    const again = await callbacks.change(known, { state: 'pending', dueAt: now, pendingAt: now }, now)
    // Else it has gone further this very moment.
    if (again) return again
  }
}
