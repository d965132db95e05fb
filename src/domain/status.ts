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
