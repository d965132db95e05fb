import { laterStatus } from '../../../src/domain/status.ts'
import type { WireMessage } from '../../../src/wire/schemas.ts'

const times = new WeakMap<WireMessage, number>()

/** When it was written, in milliseconds. Hosts and the journal tell a moment with different precision, so texts do not compare. */
export function timeOf(message: WireMessage): number {
  const known = times.get(message)
  if (known !== undefined) return known
  const time = Date.parse(message.at)
  times.set(message, time)
  return time
}

/** The order of a timeline. What came at the same moment stands by its id, so that the order never hangs on what was heard first. */
export function inOrder(a: WireMessage, b: WireMessage): number {
  // Of ids that are counted up, the shorter one is the earlier.
  return timeOf(a) - timeOf(b) || a.id.length - b.id.length || (a.id < b.id ? -1 : +(a.id > b.id))
}

/**
 * A message after news of it, whatever the order in which news come and however often: a status never goes backwards, a deleted
 * message stays deleted, and of two versions the one edited later counts.
 */
export function mergeMessage(known: WireMessage, news: WireMessage): WireMessage {
  const later = changedAt(news) >= changedAt(known) ? news : known
  const status = laterStatus(known.status, news.status)
  return {
    ...later,
    status,
    failure: status === 'failed' ? (news.failure ?? known.failure) : null,
    operationId: later.operationId ?? known.operationId ?? news.operationId,
  }
}

function changedAt({ editedAt, deletedAt }: WireMessage): number {
  if (deletedAt) return Infinity
  return editedAt ? Date.parse(editedAt) : 0
}
