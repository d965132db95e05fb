import { MESSAGE_STATUSES, type MessageStatus } from './words.ts'

const rank = (status: MessageStatus | null): number =>
  status === null ? -1 : MESSAGE_STATUSES.indexOf(status)

/**
 * The status after news: it never goes backwards, however late and in whatever order the news comes. `failed` ends it,
 * unless the customer has it already.
 */
export function laterStatus(known: MessageStatus | null, news: MessageStatus | null): MessageStatus | null {
  if (news === 'failed' && (known === 'delivered' || known === 'read')) return known
  return rank(news) > rank(known) ? news : known
}

/** The status of which two have told, beside each other: nobody knows who was first, and what the customer has got by either did not fail. */
export function statusByBoth(one: MessageStatus | null, other: MessageStatus | null): MessageStatus | null {
  return one === 'failed' ? laterStatus(other, one) : laterStatus(one, other)
}

/**
 * Since when a message has a status. `exact`: the host said so, or answered us with it at that moment; else that is when it was seen,
 * and it came about no later.
 */
export interface StatusTime {
  readonly status: MessageStatus
  readonly at: string
  readonly exact: boolean
}

/** One time for each status, weakest first: an exact one before one that was only seen, and of two alike the earlier (R-AUDIT-1). */
export function statusTimes(told: readonly StatusTime[]): readonly StatusTime[] {
  const best = new Map<MessageStatus, StatusTime>()
  for (const one of told) {
    const other = best.get(one.status)
    if (!other || isBetter(one, other)) best.set(one.status, one)
  }
  return [...best.values()].toSorted((a, b) => rank(a.status) - rank(b.status))
}

const isBetter = (one: StatusTime, other: StatusTime): boolean =>
  one.exact === other.exact ? Date.parse(one.at) < Date.parse(other.at) : one.exact
