import type { History } from '../../domain/history.ts'
import { historiesOf } from '../../domain/history.ts'
import type { RecordRef } from '../../domain/words.ts'
import type { WireTimeline } from '../../wire/timeline.ts'
import { knownOperator } from '../directory.ts'
import { InvalidInput } from '../errors.ts'
import type { Asker, Outbound } from '../types.ts'
import type { TimelineFilter } from './filter.ts'
import { readerOf } from './reader.ts'
import { sourceOf } from './source.ts'
import { timelinePage } from './timeline.ts'

/** Pages of the host for one answer: some hosts allow a whole tenant 300 questions a minute. */
const MOST_ASKED = 24

export interface HistoryAsk {
  /** The record's sessions alone, or all of the contact. */
  readonly of: History
  readonly cursor: string | null
  readonly at: string | null
  readonly filter: TimelineFilter
}

/** The histories that this card may show, the first one first. */
export function historiesFor(o: Outbound, record: RecordRef | null): readonly [History, ...History[]] {
  const ofRecord = record !== null && record.type !== 'contact' && o.host.records?.sessionsOf !== undefined
  return historiesOf(o.workspace.history ?? 'by-account', ofRecord)
}

/**
 * A page of all that was said with the contact, in whichever sessions: the newest page first, inside a page the oldest first.
 * @throws InvalidInput (query) for a cursor that is not ours and for a history that this card does not show, UnknownOperator, HostError.
 */
export async function showHistory(
  o: Outbound,
  asker: Asker,
  contactId: string,
  { of, cursor, at, filter }: HistoryAsk,
): Promise<WireTimeline> {
  const operator = await knownOperator(o, asker.operatorId)
  if (!historiesFor(o, asker.record).includes(of))
    throw new InvalidInput([{ path: 'of', message: 'is not shown on this card' }], 'query')
  const source = sourceOf(o, contactId, of === 'record' ? asker.record : null)
  const ask = { cursor, at, filter, mostAsked: MOST_ASKED }
  return timelinePage(o, operator, source, readerOf(source), ask)
}
