import { findWords, type Range } from '../../domain/find-words.ts'
import type { Session } from '../../domain/words.ts'
import type { HostMessage } from '../../hosts/port.ts'
import type { WireHistorySearch } from '../../wire/history.ts'
import { knownOperator } from '../directory.ts'
import { InvalidInput } from '../errors.ts'
import { wireMessages, wireSessions } from '../to-wire.ts'
import type { Asker, Outbound } from '../types.ts'
import { wantsSession } from './filter.ts'
import { mergeFrom, type Merge } from './merge.ts'
import { beginning, readPlace, writePlace } from './place.ts'
import { readerOf } from './reader.ts'
import { historiesFor, type HistoryAsk } from './show.ts'
import { sourceOf } from './source.ts'

/** Hits in one answer. */
const MOST_HITS = 20
/** Messages looked at in one step. */
const STEP = 100
/** Pages of the host for one answer. Nothing that was said is kept here, so every search reads the host's own pages. */
const MOST_ASKED = 24
const LEAST_LETTERS = 2

export interface SearchAsk extends Omit<HistoryAsk, 'at'> {
  readonly words: string
}

/**
 * Where something was said or sent, newest first. It looks through the host's pages backwards, as far as one answer may, and says how far it came.
 * @throws InvalidInput (query: `q`, `cursor`, `of`), UnknownOperator, HostError.
 */
export async function searchHistory(
  o: Outbound,
  asker: Asker,
  contactId: string,
  { of, words, cursor, filter }: SearchAsk,
): Promise<WireHistorySearch> {
  const operator = await knownOperator(o, asker.operatorId)
  if (!historiesFor(o, asker.record).includes(of)) throw wrong('of', 'is not shown on this card')
  if ([...words.trim()].length < LEAST_LETTERS)
    throw wrong('q', `must have at least ${LEAST_LETTERS} letters`)
  const source = sourceOf(o, contactId, of === 'record' ? asker.record : null)
  const from = cursor === null ? beginning(null) : readPlace(cursor)
  const merge = await mergeFrom(readerOf(source), from, wantsSession(filter), MOST_ASKED)
  const found: { readonly message: HostMessage; readonly ranges: Range[] }[] = []
  while (found.length < MOST_HITS) {
    const some = await merge.take(Math.min(STEP, MOST_HITS - found.length))
    if (some.length === 0) break
    for (const message of some) {
      const ranges = findWords(message.text, words)
      const isBeside = (part: string): boolean => findWords(part, words).length > 0
      if (ranges.length > 0 || wordsBeside(message).some(isBeside)) found.push({ message, ranges })
    }
  }
  const place = merge.place()
  const [messages, sessions] = await Promise.all([
    wireMessages(
      o,
      found.map(({ message }) => message),
      source.known,
    ),
    sessionsOf(o, merge, found).then((some) => wireSessions(o, operator, some)),
  ])
  return {
    hits: messages.map((message, index) => ({ message, ranges: found[index]?.ranges ?? [] })),
    sessions,
    complete: place === null,
    until: place?.given ?? null,
    next: place && writePlace(place),
  }
}

/** What can be read of a message besides its text. */
function wordsBeside({ letter, attachments = [], place, card }: HostMessage): string[] {
  const parts = [letter?.subject, ...attachments.map(({ name }) => name), place?.title]
  return [...parts, card?.name, ...(card?.phones ?? []), ...(card?.emails ?? [])].filter(
    (part) => part != null,
  )
}

/** The sessions of the hits; one that was begun with an earlier answer is asked for. */
async function sessionsOf(
  o: Outbound,
  merge: Merge,
  found: readonly { readonly message: HostMessage }[],
): Promise<Session[]> {
  const ids = [...new Set(found.map(({ message }) => message.sessionId))]
  const sessions = await Promise.all(ids.map((id) => merge.session(id) ?? o.host.sessions.get(id)))
  return sessions.filter((session) => session !== null)
}

function wrong(path: string, message: string): InvalidInput {
  return new InvalidInput([{ path, message }], 'query')
}
