import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { contactSearch } from '../new-session/stores/search.ts'
import { useGateway } from '../shared/gateway.ts'

/** Whose correspondence is shown over the search, and how one came there. */
export interface Shown {
  readonly contactId: string
  readonly name: string
  /** The session to read first; `null`: the newest. */
  readonly sessionId: string | null
  /** The form is what one came for. */
  readonly write: boolean
}

/** What a card of its own needs to know; its context is fresh. */
export interface ShownCard extends Shown {
  readonly gateway: string
  readonly context: string
}

/** The search of the page without a record. Its query and what it found stay while a correspondence is shown over it. */
export const useStartSearch = defineStore('start-search', () => contactSearch(true))

/** Which correspondence is shown over the search, if any. */
export const useShown = defineStore('shown', () => {
  const { options } = useGateway()
  const card = shallowRef<ShownCard | null>(null)

  async function show(shown: Shown): Promise<void> {
    const context = await options.context.current()
    card.value = { ...shown, gateway: options.gateway, context }
  }

  function hide(): void {
    card.value = null
  }

  return { card, show, hide }
})
