import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireTroubleCounts } from '../../../src/wire/troubles.ts'
import { problemOf } from '../../shared/gateway.ts'
import { useOperationsGateway } from '../gateway.ts'

/** How much there is of each kind, for the tabs. */
export const useCounts = defineStore('counts', () => {
  const gateway = useOperationsGateway()
  const counts = shallowRef<WireTroubleCounts | null>(null)
  const problem = shallowRef<GatewayProblem | null>(null)
  return {
    counts,
    problem,
    async load(): Promise<void> {
      try {
        counts.value = await gateway.counts()
        problem.value = null
      } catch (error) {
        problem.value = problemOf(error)
      }
    },
  }
})
