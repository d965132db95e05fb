import { shallowReactive, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireMessage } from '../../../src/wire/schemas.ts'
import { useGateway } from '../../shared/gateway.ts'
import { emptyThread, putMessage, startWith, type HistoryPage, type Thread } from './thread.ts'

/** A history that is put together from many sessions. */
interface View {
  read(cursor: string | null): Promise<HistoryPage>
  /** Does a message that has just come belong there? */
  takes(message: WireMessage): boolean
  /** Where only the present is known to be newer, puts a place a while after what is held before it. */
  hop(thread: Thread): void
}

/** The messages of the sessions that were looked at. What reads the history is loaded when it is first needed. */
export const useMessages = defineStore('messages', () => {
  const gateway = useGateway()
  /** By session, and by the names of the views. */
  const threads = shallowReactive(new Map<string, Thread>())
  const views = new Map<string, View>()
  /** To which message one went last: it stands out. */
  const found = shallowRef<string | null>(null)
  const pages = (id: string) => (cursor: string | null) =>
    views.get(id)?.read(cursor) ?? gateway.messages(id, cursor)

  function of(sessionId: string): Thread {
    const known = threads.get(sessionId)
    if (known) return known
    const thread = emptyThread()
    threads.set(sessionId, thread)
    return thread
  }

  /** After live events were lost only the session shown is fresh; the others are read again when looked at. */
  function fill(card: WireCard): void {
    for (const thread of threads.values()) {
      thread.fresh = false
      thread.stale = thread.bounds.length > 0
    }
    if (!card.open) return
    const thread = of(card.open.sessionId)
    if (thread.bounds.length > 0) return void renew(card.open.sessionId, card.open.messages)
    startWith(thread, card.open.messages, null)
    thread.fresh = true
  }

  /** Adds (`true`), or renews what is there; a status never goes backwards. */
  function put(message: WireMessage): boolean {
    for (const [name, view] of views) if (view.takes(message)) putMessage(of(name), message)
    return putMessage(of(message.sessionId), message)
  }

  /** The newest page when nothing is known of the session yet, or what is known is not fresh. */
  async function open(sessionId: string): Promise<void> {
    if (!of(sessionId).fresh) await renew(sessionId)
  }

  /** Further up in the history nothing is missing: the way back down is read anew in any case. */
  async function renew(sessionId: string, page?: HistoryPage): Promise<void> {
    const thread = of(sessionId)
    if (thread.gone.length === 0) return newerFrom(sessionId, null, page)
    thread.fresh = true
    const reading = await loaded(thread)
    void reading?.readAgain(thread, pages(sessionId), [])
  }

  async function older(sessionId: string): Promise<void> {
    const thread = of(sessionId)
    const reading = await loaded(thread)
    await reading?.readOlder(thread, pages(sessionId), views.has(sessionId))
  }

  /** Reads again what was let go when one had scrolled far up, or what follows the day to which one has gone. */
  async function newer(sessionId: string): Promise<void> {
    const thread = of(sessionId)
    if (thread.loading || thread.gone.length === 0) return
    views.get(sessionId)?.hop(thread)
    await newerFrom(sessionId, thread.gone.at(-1) ?? null)
  }

  async function newerFrom(sessionId: string, from: string | null, page?: HistoryPage): Promise<void> {
    const thread = of(sessionId)
    const reading = await loaded(thread)
    await reading?.readNewer(thread, pages(sessionId), from, page)
  }

  return { threads, views, found, pages, of, fill, put, open, older, newer, newerFrom }
})

async function loaded(thread: Thread): Promise<typeof import('./reading.ts') | null> {
  try {
    return await import('./reading.ts')
  } catch (error) {
    thread.problem = new GatewayProblem('gateway-unreachable', null, '', {}, error)
    return null
  }
}
