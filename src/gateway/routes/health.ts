import * as z from 'zod'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'

const OkSchema = z.object({ ok: z.literal(true) })

/** The service lives. */
export const alive = defineRoute({
  method: 'GET',
  path: '/healthz',
  who: 'open',
  summary: 'The service lives.',
  answers: { 200: { description: 'It does.', schema: OkSchema } },
  respond: async () => json({ ok: true }),
})

/** The service can do its work. */
export const ready = defineRoute({
  method: 'GET',
  path: '/readyz',
  who: 'open',
  summary: 'The service can do its work: it is not stopping, and its database answers.',
  answers: { 200: { description: 'It can.', schema: OkSchema } },
  problems: ['stopping', 'journal-unavailable'],
  async respond({ gateway }) {
    if (gateway.stopping.aborted) throw new Problem('stopping')
    if (!(await gateway.ready())) throw new Problem('journal-unavailable')
    return json({ ok: true })
  },
})
