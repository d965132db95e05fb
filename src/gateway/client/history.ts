import type { History } from '../../domain/history.ts'
import type { Channel, SessionState } from '../../domain/words.ts'
import { AroundSchema, AuditSchema, HistorySearchSchema } from '../../wire/history.ts'
import { TimelineSchema } from '../../wire/timeline.ts'
import type { Http } from './http.ts'

/** What of the history is wanted; `null`: all. A cursor goes with the filter it was made with. */
interface HistoryFilter {
  readonly of: History
  /** One address of the contact. */
  readonly account?: { readonly channel: Channel; readonly address: string } | null
  readonly line?: string | null
  readonly channel?: Channel | null
  readonly state?: SessionState | null
  readonly author?: 'customer' | 'operator' | 'process' | null
}

/** Reads the merged history beyond what the card brings; loaded with what does so. Every method throws `GatewayProblem` and nothing else. */
export function historyClient(http: Http) {
  const id = encodeURIComponent
  return {
    /**
     * Newest page first, inside a page oldest first. An empty page is not the end: only `next: null` is.
     * @param at for the first page: what was said until then.
     */
    timeline: (contactId: string, filter: HistoryFilter, cursor: string | null, at: string | null = null) =>
      http.read(`contacts/${id(contactId)}/timeline`, TimelineSchema, { ...query(filter), cursor, at }),
    /** Newest first. `complete: false`: only what was said after `until` was looked through; `next` looks further. */
    search: (contactId: string, words: string, filter: HistoryFilter, cursor: string | null) => {
      const { author: _, ...asked } = query(filter)
      return http.read(`contacts/${id(contactId)}/search`, HistorySearchSchema, {
        ...asked,
        q: words,
        cursor,
      })
    },
    /** What stands about a message of a session, or about a time. `found: false` with a `next`: that looks further. */
    around: (
      sessionId: string,
      about: { readonly message: string } | { readonly at: string },
      cursor: string | null,
    ) => http.read(`sessions/${id(sessionId)}/around`, AroundSchema, { ...about, cursor }),
    /** R-AUDIT-1: of a message of the host. */
    audit: (sessionId: string, messageId: string) =>
      http.read(`sessions/${id(sessionId)}/messages/${id(messageId)}/audit`, AuditSchema),
    /** R-AUDIT-1: of what has not become one. */
    auditOfOperation: (operationId: string) => http.read(`operations/${id(operationId)}/audit`, AuditSchema),
  }
}

function query({ of, account, line, channel, state, author }: HistoryFilter) {
  return {
    of,
    account: account ? `${account.channel}:${account.address}` : null,
    line: line ?? null,
    channel: channel ?? null,
    state: state ?? null,
    author: author ?? null,
  }
}
