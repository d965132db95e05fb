import * as z from 'zod'
import { HISTORIES } from '../../domain/history.ts'
import { CHANNELS, SESSION_STATES } from '../../domain/words.ts'
import { showHistory, TIMELINE_AUTHORS } from '../../outbound/index.ts'
import { TimelineSchema } from '../../wire/timeline.ts'
import { defineRoute, json } from '../route.ts'

/** It holds where every session being read stands, so it is longer than those of single lists. */
export const TimelineCursorSchema = z
  .string()
  .max(8000)
  .optional()
  .describe('From the page before, with the same filters; absent for the first.')

/** Which part of a history is asked for. */
export const HistoryFilterSchema = z.object({
  of: z
    .enum(HISTORIES)
    .default('account')
    .describe(
      '`account`: all that was said with the contact; `record`: the sessions of the context’s record alone.',
    ),
  account: z
    .string()
    .max(400)
    .transform((text, context) => {
      const [, channel, address] = /^([a-z-]+):(.+)$/su.exec(text) ?? []
      const known = CHANNELS.find((one) => one === channel)
      if (known && address !== undefined) return { channel: known, address }
      context.addIssue({
        code: 'custom',
        message: 'must be a channel and an address, as whatsapp:+79001112233',
      })
      return z.NEVER
    })
    .optional()
    .describe('One address of the contact, as `whatsapp:+79001112233`.'),
  line: z.string().min(1).max(200).optional().describe('Sessions of this line.'),
  channel: z.enum(CHANNELS).optional().describe('Sessions on this channel.'),
  state: z.enum(SESSION_STATES).optional().describe('Sessions in this state.'),
  author: z.enum(TIMELINE_AUTHORS).optional().describe('`process`: also bots and the host itself.'),
})

/** The same as the use case takes it. */
export function filterOf({ account, line, channel, state, author }: z.output<typeof HistoryFilterSchema>) {
  return {
    ...(account && { account }),
    ...(line !== undefined && { lineId: line }),
    ...(channel && { channel }),
    ...(state && { state }),
    ...(author && { author }),
  }
}

/** All sessions of a contact as one history, by time. */
export const readTimeline = defineRoute({
  method: 'GET',
  path: '/v1/contacts/:id/timeline',
  who: 'context',
  summary:
    'All that was said with a contact, in whichever sessions: the newest page first, inside a page the oldest first. A page may be short or empty; only `next: null` is the end.',
  query: z.object({
    ...HistoryFilterSchema.shape,
    cursor: TimelineCursorSchema,
    at: z.iso.datetime().optional().describe('For the first page: what was said until then.'),
  }),
  answers: { 200: { description: 'A page of the history.', schema: TimelineSchema } },
  problems: ['unknown-operator'],
  async respond({ caller: { workspace, asker }, param, query }) {
    const { cursor = null, at = null, of } = query
    const ask = { of, cursor, at, filter: filterOf(query) }
    return json(await showHistory(workspace.outbound, asker, param('id'), ask))
  },
})
