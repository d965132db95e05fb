import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { WayOf } from '../../../src/gateway/client/form.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireOffers } from '../../../src/wire/form.ts'
import { problemOf } from '../../shared/gateway.ts'
import { useFormGateway } from '../gateway.ts'

/** What may be done on the chosen way: asked anew each time a way is chosen, so that its verdict is of now (R-OPEN-4). */
export const useOffers = defineStore('offers', () => {
  const gateway = useFormGateway()
  /** `null`: no way is chosen, or the answer is not there yet. */
  const offers = shallowRef<WireOffers | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  let asked = 0

  async function ask(way: WayOf | null): Promise<void> {
    asked += 1
    const mine = asked
    problem.value = null
    offers.value = null
    loading.value = way !== null
    if (!way) return
    try {
      const answer = await gateway.offers(way)
      if (mine === asked) offers.value = answer
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  return { offers, loading, problem, ask }
})
