import type { History } from '../../../src/domain/history.ts'
import type { Channel, SessionState } from '../../../src/domain/words.ts'
import type { WireMessage, WireOperation, WireSession } from '../../../src/wire/schemas.ts'

export const AUTHORS = ['customer', 'operator', 'process'] as const

/** Which part of the merged history is shown; `null`: all of it. */
export interface HistoryFilter {
  readonly line: string | null
  readonly channel: Channel | null
  readonly state: SessionState | null
  readonly author: (typeof AUTHORS)[number] | null
}

export const NO_FILTER: HistoryFilter = { line: null, channel: null, state: null, author: null }

/** Names what is held of it; the history without a filter is the one that the card brings a page of. */
export function historyKey(of: History, { line, channel, state, author }: HistoryFilter): string {
  return `history ${of} ${JSON.stringify([line, channel, state, author])}`
}

/** Does a message that has just come belong to it? What is not known of its session says nothing against it. */
export function passes(
  filter: HistoryFilter,
  { author: { kind }, mark }: WireMessage,
  session: WireSession | undefined,
): boolean {
  return fits(filter, mark === 'automatic' || kind === 'system' ? 'process' : kind, session)
}

/** The same of what is no message of the host yet. */
export function passesLeaving(
  filter: HistoryFilter,
  { operatorId }: WireOperation,
  session: WireSession | undefined,
): boolean {
  return fits(filter, operatorId === null ? 'process' : 'operator', session)
}

function fits(
  filter: HistoryFilter,
  author: WireMessage['author']['kind'] | 'process',
  session: WireSession | undefined,
): boolean {
  if (filter.author !== null && filter.author !== author) return false
  if (!session) return filter.line === null && filter.channel === null && filter.state === null
  return (
    (filter.line ?? session.lineId) === session.lineId &&
    (filter.channel ?? session.channel) === session.channel &&
    (filter.state ?? session.state) === session.state
  )
}
