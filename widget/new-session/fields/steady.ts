import { computed, type ComputedRef } from '@vue/runtime-core'
import type { WireOffers } from '../../../src/wire/form.ts'
import { useOffers } from '../stores/offers.ts'

/** What may be done on the chosen way; while the answer for another way is under way, the last one stays, so that nothing jumps. */
export function useSteadyOffers(): ComputedRef<WireOffers | null> {
  const store = useOffers()
  return computed(
    (last: WireOffers | null | undefined) => store.offers ?? (store.loading ? (last ?? null) : null),
  )
}
