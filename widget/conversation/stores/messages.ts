import { reactive } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { laterStatus } from '../../../src/domain/status.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireMessage } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'

type MessagePage = NonNullable<WireCard['open']>['messages']

/** What is known of one session's messages, oldest first. `next` leads to older ones; `undefined`: not fresh. */
export interface Thread {
  items: WireMessage[]
  next: string | null | undefined
  loading: boolean
  problem: GatewayProblem | null
}

/** The messages of the sessions that were looked at. */
export const useMessages = defineStore('messages', () => {
  const gateway = useGateway()
  const threads = reactive(new Map<string, Thread>())

  function of(sessionId: string): Thread {
    const known = threads.get(sessionId)
    if (known) return known
    threads.set(sessionId, { items: [], next: undefined, loading: false, problem: null })
    return of(sessionId)
  }

  /** After a break in the live events only the session shown is fresh; the others are read again when looked at. */
  function fill(card: WireCard): void {
    for (const thread of threads.values()) thread.next = undefined
    if (card.open) newest(of(card.open.sessionId), card.open.messages)
  }

  /** Takes over the newest page. What was missed between it and the known ones is unknown: then only the page stays. */
  function newest(thread: Thread, page: MessagePage): void {
    const joins = page.items.some((message) => thread.items.some((known) => known.id === message.id))
    if (!joins && page.next !== null) thread.items = []
    for (const message of page.items) put(message)
    thread.next = page.next
    thread.problem = null
  }

  /** Adds (`true`), or renews what is there; a status never goes backwards. */
  function put(message: WireMessage): boolean {
    const { items } = of(message.sessionId)
    const at = items.findIndex((known) => known.id === message.id)
    const known = items[at]
    if (known) items[at] = { ...message, status: laterStatus(known.status, message.status) }
    else items.splice(placeFor(items, message), 0, message)
    return known === undefined
  }

  /** The newest page when nothing is known of the session yet. */
  async function open(sessionId: string): Promise<void> {
    if (of(sessionId).next === undefined) await load(sessionId, null)
  }

  async function older(sessionId: string): Promise<void> {
    const { next } = of(sessionId)
    if (typeof next === 'string') await load(sessionId, next)
  }

  async function load(sessionId: string, cursor: string | null): Promise<void> {
    const thread = of(sessionId)
    if (thread.loading) return
    thread.loading = true
    thread.problem = null
    try {
      const page = await gateway.messages(sessionId, cursor)
      if (cursor === null) return newest(thread, page)
      for (const message of page.items) put(message)
      thread.next = page.next
    } catch (error) {
      thread.problem = problemOf(error)
    } finally {
      thread.loading = false
    }
  }

  return { threads, of, fill, put, open, older }
})

/** Before the first that is later; what came at the same moment keeps the order in which it came. */
function placeFor(items: readonly WireMessage[], message: WireMessage): number {
  const before = items.findLastIndex((known) => known.at <= message.at)
  return before + 1
}
