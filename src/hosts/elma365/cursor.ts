import { HostError } from '../errors.ts'

/** Where a contact's sessions go on. */
export interface SessionCursor {
  readonly from: number
  readonly last: { readonly id: string; readonly at: string } | null
}

/**
 * Where a session's older messages go on, in the order in which the host lists: `newest` counts from the newest and knows the
 * last id given, because new messages push the others back; `oldest` counts from the oldest, where places never change.
 */
export type MessageCursor =
  | { readonly order: 'newest'; readonly from: number; readonly lastId: string }
  | { readonly order: 'oldest'; readonly end: number }

/** The place in the list of sessions, as a text that comes back. */
export function writeSessionCursor({ from, last }: SessionCursor): string {
  return last ? `${from}~${last.at}~${last.id}` : String(from)
}

/** @throws HostError `bad-request` for a cursor that is not ours. */
export function readSessionCursor(cursor: string | null): SessionCursor {
  if (cursor === null) return { from: 0, last: null }
  const [, from, at, id] = /^(\d{1,6})~([\dT:.Z-]{10,40})~(.{1,200})$/s.exec(cursor) ?? []
  if (from === undefined || at === undefined || id === undefined) throw notOurs()
  return { from: Number(from), last: { at, id } }
}

/** The place in a session’s messages, as a text that comes back. */
export function writeMessageCursor(cursor: MessageCursor): string {
  return cursor.order === 'newest' ? `n${cursor.from}~${cursor.lastId}` : `o${cursor.end}`
}

/** @throws HostError `bad-request` for a cursor that is not ours. */
export function readMessageCursor(cursor: string): MessageCursor {
  const newest = /^n(\d{1,6})~(.{1,200})$/s.exec(cursor)
  if (newest?.[1] !== undefined && newest[2] !== undefined)
    return { order: 'newest', from: Number(newest[1]), lastId: newest[2] }
  const oldest = /^o(\d{1,6})$/.exec(cursor)
  if (oldest?.[1] !== undefined) return { order: 'oldest', end: Number(oldest[1]) }
  throw notOurs()
}

function notOurs(): HostError {
  return new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
