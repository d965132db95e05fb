import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireMessage } from '../../../src/wire/schemas.ts'
import { problemOf } from '../../shared/gateway.ts'
import { inOrder, timeOf } from './merge-message.ts'
import type { useMessages } from './messages.ts'
import type { HistoryPage } from './thread.ts'

/**
 * What customers wrote in a session after that moment, oldest first: all of it, since the figure is taken at its word. Where a page
 * cannot be read, what is newer than that. @param since in milliseconds. @param mostPages so far back at most.
 */
export async function writtenSince(
  id: string,
  since: number,
  messages: ReturnType<typeof useMessages>,
  mostPages = Infinity,
): Promise<readonly WireMessage[]> {
  const isLater = (message: WireMessage): boolean => timeOf(message) > since
  await messages.open(id)
  const { items, next, gone } = messages.of(id)
  // Who had scrolled far up in it holds nothing of its present.
  const isPresent = gone.length === 0
  const read = new Map((isPresent ? items : []).map((message) => [message.id, message]))
  let cursor = isPresent ? (next ?? undefined) : null
  let oldest = isPresent ? items[0] : undefined
  // What is farther away is counted and not held.
  for (let page = 0; page < mostPages && cursor !== undefined && (!oldest || isLater(oldest)); page++) {
    const answer: HistoryPage | GatewayProblem = await messages.pages(id)(cursor).catch(problemOf)
    if (answer instanceof GatewayProblem) break
    for (const message of answer.items) read.set(message.id, message)
    oldest = answer.items[0] ?? oldest
    cursor = answer.next ?? undefined
  }
  const written = [...read.values()].filter((one) => one.direction === 'inbound' && !one.deletedAt)
  return written.filter(isLater).toSorted(inOrder)
}
