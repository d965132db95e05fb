import { computed, shallowReactive, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { History } from '../../../src/domain/history.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireMessage, WireSession } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'

/** The contact's sessions on all lines, newest activity first, and which of them is being read. */
export const useSessions = defineStore('sessions', () => {
  const gateway = useGateway()
  const byId = shallowReactive(new Map<string, WireSession>())
  /** Sessions that only the merged history has told of: the list has not come to them yet. */
  const further = shallowReactive(new Map<string, WireSession>())
  /** All sessions as one history are shown instead of the one chosen. */
  const history = shallowRef<History | null>(null)
  const contactId = shallowRef<string | null>(null)
  const next = shallowRef<string | null>(null)
  const chosenId = shallowRef<string | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)

  /** What customers wrote in sessions that are not being read, since the card was opened, as it was heard. */
  const unseen = shallowReactive(new Map<string, readonly WireMessage[]>())

  /** The session opened last, and what of it was not seen then. */
  const opened = shallowRef<{ readonly id: string; readonly unseen: readonly WireMessage[] } | null>(null)

  const list = computed(() =>
    [...byId.values()].toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1)),
  )
  const chosen = computed(() => (chosenId.value === null ? null : (find(chosenId.value) ?? null)))

  /** Takes over what a card brought; what is being read stays chosen. */
  function fill(card: WireCard): void {
    contactId.value = card.contact?.id ?? null
    const reading = chosen.value
    if (reading) further.set(reading.id, reading)
    byId.clear()
    for (const session of card.sessions.items) byId.set(session.id, session)
    next.value = card.sessions.next
    if (chosen.value === null) chosenId.value = card.open?.sessionId ?? list.value[0]?.id ?? null
  }

  function put(session: WireSession): void {
    // A stream tells only of this card's contact; what a search led to may be another's.
    if (session.contactId !== null && session.contactId !== contactId.value) return
    // News may come late, and again.
    const known = find(session.id)
    if (!known || known.lastActivityAt <= session.lastActivityAt) byId.set(session.id, session)
  }

  /** What the merged history tells of a session. */
  function keep(session: WireSession): void {
    if (byId.has(session.id)) put(session)
    else further.set(session.id, session)
  }

  const find = (id: string): WireSession | undefined => byId.get(id) ?? further.get(id)

  function choose(id: string): void {
    opened.value = { id, unseen: unseen.get(id) ?? [] }
    chosenId.value = id
    history.value = null
    unseen.delete(id)
  }

  function notice(message: WireMessage): void {
    const { sessionId } = message
    if (sessionId !== chosenId.value || history.value)
      unseen.set(sessionId, [...(unseen.get(sessionId) ?? []), message])
  }

  async function loadMore(): Promise<void> {
    if (loading.value || next.value === null || contactId.value === null) return
    await loadPage(contactId.value, next.value)
  }

  /** Makes sure that a session just started is known, and reads it. `false`: it belongs to another contact. */
  async function show(sessionId: string): Promise<boolean> {
    if (!byId.has(sessionId) && contactId.value !== null) await loadPage(contactId.value, null)
    if (!byId.has(sessionId)) return false
    choose(sessionId)
    return true
  }

  async function loadPage(contact: string, cursor: string | null): Promise<void> {
    loading.value = true
    problem.value = null
    try {
      const page = await gateway.sessions(contact, cursor)
      if (contact !== contactId.value) return
      for (const session of page.items) put(session)
      if (cursor !== null) next.value = page.next
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      loading.value = false
    }
  }

  return {
    list,
    byId,
    further,
    history,
    keep,
    find,
    next,
    chosenId,
    chosen,
    contactId,
    unseen,
    opened,
    loading,
    problem,
    fill,
    put,
    choose,
    notice,
    loadMore,
    show,
  }
})
