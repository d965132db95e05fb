import { inject, type InjectionKey } from '@vue/runtime-core'
import { defineStore, type SetupStoreDefinition } from 'pinia'
import type { WireDraft } from '../../src/wire/draft.ts'
import type { WireOffers } from '../../src/wire/form.ts'

/** An answer or a note in a session: its name among others, and how the gateway is asked about it. */
export interface Begun {
  readonly name: string
  offers(): Promise<WireOffers>
  save(draft: WireDraft, leaving: boolean): Promise<{ readonly version: number }>
  drop(): Promise<void>
  /** What is kept of it; `null`: nothing. */
  begun(): Promise<WireDraft | null>
}

/** What is being written: `null` is the form's first message. */
export type Composition = Begun | null

/** Which message the parts below are about; the form gives none. */
export const compositionKey: InjectionKey<Composition> = Symbol('composition')

/** While a store is made, its own: what it is made of belongs to the same message. */
let making: Composition | undefined

/** The message that the component, or the store that is being made, is about. */
export function useComposition(): Composition {
  return making === undefined ? inject(compositionKey, null) : making
}

/** A store of which every message has one of its own, so that a form and answers in several sessions stand side by side. */
export function perComposition<State>(
  id: string,
  setup: () => State,
): () => ReturnType<SetupStoreDefinition<string, State>> {
  const known = new Map<string, SetupStoreDefinition<string, State>>()
  return () => {
    const composition = useComposition()
    const name = composition ? `${id} ${composition.name}` : id
    const define = known.get(name) ?? (defineStore(name, setup) as SetupStoreDefinition<string, State>)
    known.set(name, define)
    const outer = making
    making = composition
    try {
      return define()
    } finally {
      making = outer
    }
  }
}
