import { computed, ref, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireSession } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'

/** The contact's sessions on all lines, newest activity first, and which of them is being read. */
export const useSessions = defineStore('sessions', () => {
  const gateway = useGateway()
  const byId = ref(new Map<string, WireSession>())
  const contactId = shallowRef<string | null>(null)
  const next = shallowRef<string | null>(null)
  const chosenId = shallowRef<string | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)

  /** What customers wrote in sessions that are not being read, since the card was opened. */
  const unseen = ref(new Map<string, number>())

  const list = computed(() =>
    [...byId.value.values()].toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt)),
  )
  const chosen = computed(() => (chosenId.value === null ? null : (byId.value.get(chosenId.value) ?? null)))

  /** Takes over what a card brought; what is being read stays chosen. */
  function fill(card: WireCard): void {
    contactId.value = card.contact?.id ?? null
    byId.value = new Map(card.sessions.items.map((session) => [session.id, session]))
    next.value = card.sessions.next
    if (chosen.value === null) chosenId.value = card.open?.sessionId ?? list.value[0]?.id ?? null
  }

  function put(session: WireSession): void {
    // A stream tells only of this card's contact; what a search led to may be another's.
    if (session.contactId !== null && session.contactId !== contactId.value) return
    byId.value.set(session.id, session)
  }

  function choose(id: string): void {
    chosenId.value = id
    unseen.value.delete(id)
  }

  function notice(sessionId: string): void {
    if (sessionId !== chosenId.value) unseen.value.set(sessionId, (unseen.value.get(sessionId) ?? 0) + 1)
  }

  async function loadMore(): Promise<void> {
    if (loading.value || next.value === null || contactId.value === null) return
    await loadPage(contactId.value, next.value)
  }

  /** Makes sure that a session just started is known, and reads it. `false`: it belongs to another contact. */
  async function show(sessionId: string): Promise<boolean> {
    if (!byId.value.has(sessionId) && contactId.value !== null) await loadPage(contactId.value, null)
    if (!byId.value.has(sessionId)) return false
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
    next,
    chosenId,
    chosen,
    contactId,
    unseen,
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
