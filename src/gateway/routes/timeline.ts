import * as z from 'zod'
import { HISTORIES } from '../../domain/history.ts'
import { CHANNELS, SESSION_STATES } from '../../domain/words.ts'
import {
  auditOf,
  auditOfOperation,
  searchHistory,
  showHistory,
  TIMELINE_AUTHORS,
} from '../../outbound/index.ts'
import { AuditSchema, HistorySearchSchema } from '../../wire/history.ts'
import { TimelineSchema } from '../../wire/timeline.ts'
import { defineRoute, json } from '../route.ts'

/** It holds where every session being read stands, so it is longer than those of single lists. */
const TimelineCursorSchema = z
  .string()
  .max(8000)
  .optional()
  .describe('From the page before, with the same filters; absent for the first.')

/** Which part of a history is asked for. */
const HistoryFilterSchema = z.object({
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
function filterOf({ account, line, channel, state, author }: Partial<z.output<typeof HistoryFilterSchema>>) {
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

/** Where something was said to or by a contact. */
export const searchTimeline = defineRoute({
  method: 'GET',
  path: '/v1/contacts/:id/search',
  who: 'context',
  summary:
    'Where something was said, newest first: in texts, subjects, names of files and places, contact cards. One answer looks through a bounded number of the host’s pages; `complete: false` says that there is more to look through.',
  query: z.object({
    ...HistoryFilterSchema.omit({ author: true }).shape,
    q: z
      .string()
      .max(200)
      .describe('What is looked for, at least two letters, whatever their case and accents.'),
    cursor: TimelineCursorSchema,
  }),
  answers: { 200: { description: 'What was found.', schema: HistorySearchSchema } },
  problems: ['unknown-operator'],
  async respond({ caller: { workspace, asker }, param, query }) {
    const { q: words, cursor = null, of } = query
    const ask = { of, words, cursor, filter: filterOf(query) }
    return json(await searchHistory(workspace.outbound, asker, param('id'), ask))
  },
})

/** Who sent a message, and what became of it (R-AUDIT-1). */
export const readAudit = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/messages/:message/audit',
  who: 'context',
  summary: 'Who or which process sent a message, when, how and by which rules, and what became of it.',
  answers: { 200: { description: 'What the journal knows.', schema: AuditSchema } },
  problems: ['unknown-operator', 'unknown-session', 'session-not-yours'],
  async respond({ caller: { workspace, asker }, param }) {
    return json(await auditOf(workspace.outbound, asker, param('id'), param('message')))
  },
})

/** The same of what has not become a message of the host (R-AUDIT-1). */
export const readOperationAudit = defineRoute({
  method: 'GET',
  path: '/v1/operations/:id/audit',
  who: 'context',
  summary:
    'The same of a message that is on its way, did not leave, or of which nobody knows whether it did: it stands in no session of the host.',
  answers: { 200: { description: 'What the journal knows.', schema: AuditSchema } },
  problems: ['unknown-operator', 'unknown-operation', 'session-not-yours'],
  async respond({ caller: { workspace, asker }, param }) {
    return json(await auditOfOperation(workspace.outbound, asker, param('id')))
  },
})
