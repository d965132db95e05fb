import { watch, type ShallowRef } from '@vue/runtime-core'
import type { ConnectionState, GatewayClient } from '../../../src/gateway/client/index.ts'
import { knownOperation } from '../../../src/gateway/client/known-operation.ts'
import { GatewayProblem } from '../../../src/gateway/client/problem.ts'
import type { WireCard, WireOperation } from '../../../src/wire/schemas.ts'
import { problemOf } from '../../shared/gateway.ts'
import type { useCard } from './card.ts'
import type { useMessages } from './messages.ts'
import type { useOperations } from './operations.ts'
import type { useSessions } from './sessions.ts'
import { writtenSince } from './written-since.ts'

interface Stores {
  readonly gateway: Pick<GatewayClient, 'http'>
  readonly card: ReturnType<typeof useCard>
  readonly sessions: ReturnType<typeof useSessions>
  readonly messages: ReturnType<typeof useMessages>
  readonly operations: ReturnType<typeof useOperations>
  readonly state: ShallowRef<ConnectionState>
  begin(): Promise<WireCard | null>
  takeOperation(operation: WireOperation): void
}

/** So many pages are read at most to find the session that is being read. */
const MOST_PAGES = 10

/**
 * Loads a card again after live events were lost. It tells most of what happened; asked for is what it does not tell: what became of
 * what was leaving, how the session being read stands now, and what customers wrote in others.
 */
export async function catchUp(stores: Stores): Promise<void> {
  const { begin, sessions, messages } = stores
  const heard = [
    ...sessions.list.map(({ lastActivityAt }) => lastActivityAt),
    ...[...messages.threads.values()].flatMap(({ items }) => items.at(-1)?.at ?? []),
  ]
  // The latest of all that was known is when news ended.
  const since = heard.reduce((latest, at) => Math.max(latest, Date.parse(at)), 0)
  if (stores.card.card?.cannotTell.includes('removed'))
    for (const thread of messages.threads.values()) if (thread.bounds.length > 0) thread.untold = thread.items
  const card = await begin()
  // Nothing comes any more: one is told so and may try again.
  if (!card) return void (stores.state.value = 'ended')
  await Promise.all([settleLeaving(card, stores), findRead(stores), countMissed(since, stores)])
}

/** A card names all that did not leave, or not yet: of what it does not name, whose it is can be asked. */
async function settleLeaving(card: WireCard, { gateway, operations, takeOperation }: Stores): Promise<void> {
  const named = new Set(card.operations.map(({ operationId }) => operationId))
  const others = [...operations.known.values()].filter(
    ({ operation, problem }) => !problem && !named.has(operation.operationId),
  )
  await Promise.all(
    others.map(async ({ operation: { operationId, operatorId = card.operator.id } }) => {
      const now =
        operatorId === card.operator.id
          ? await knownOperation(gateway.http, operationId).catch(problemOf)
          : null
      if (now instanceof GatewayProblem) return
      if (now) takeOperation(now)
      // Its message stands where it was said, and that was read again.
      if (now?.state === 'sent' || operatorId !== card.operator.id) operations.known.delete(operationId)
    }),
  )
}

/** The session that is being read may stand on a later page of the list. */
async function findRead({ sessions }: Stores): Promise<void> {
  const { chosenId } = sessions
  for (let page = 0; page < MOST_PAGES && chosenId === sessions.chosenId; page++) {
    if (chosenId === null || sessions.byId.has(chosenId) || sessions.next === null || sessions.problem) return
    await loadMore(sessions)
  }
}

/** What customers wrote since then in sessions that are not being read: all of it, since the figure is taken at its word. */
async function countMissed(since: number, { sessions, messages }: Stores): Promise<void> {
  const isLater = (at = ''): boolean => Date.parse(at) > since
  // What has news stands first, however many pages of the list that is.
  while (sessions.next !== null && !sessions.problem && isLater(sessions.list.at(-1)?.lastActivityAt))
    await loadMore(sessions)
  // Not every host counts what is said as activity of the session.
  const others = sessions.list.filter(
    ({ id, state, lastActivityAt }) =>
      id !== sessions.chosenId && (state !== 'closed' || isLater(lastActivityAt)),
  )
  for (const { id } of others)
    for (const message of await writtenSince(id, since, messages)) sessions.notice(message)
}

/** The next page of the list, or the one that somebody else asks for just now. */
async function loadMore(sessions: Stores['sessions']): Promise<void> {
  if (!sessions.loading) return sessions.loadMore()
  await new Promise<void>((resolve) => {
    watch(
      () => sessions.loading,
      () => resolve(),
      { once: true, flush: 'sync' },
    )
  })
}
