import { shallowRef } from '@vue/runtime-core'
import type { WayOf } from '../../../src/gateway/client/form.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCatalogue } from '../../../src/wire/form.ts'
import { problemOf } from '../../shared/gateway.ts'
import { perComposition } from '../composition.ts'
import { useFormGateway } from '../gateway.ts'

type Scope = Omit<WayOf, 'address'>

/** The templates that may be sent on one line and channel to one contact; the latest answer stays until another is asked for. */
export const useCatalogue = perComposition('catalogue', () => {
  const gateway = useFormGateway()
  /** `null`: not there yet. */
  const catalogue = shallowRef<WireCatalogue | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  let scope: Scope | null = null
  let asked = 0

  /** Asks, unless this very catalogue is there or on its way. */
  async function need(wanted: Scope): Promise<void> {
    if (scope && keyOf(scope) === keyOf(wanted) && !problem.value) return
    scope = wanted
    await retry()
  }

  async function retry(): Promise<void> {
    if (!scope) return
    asked += 1
    const mine = asked
    catalogue.value = null
    problem.value = null
    loading.value = true
    try {
      const answer = await gateway.templates(scope)
      // An answer for a way that was left in the meantime.
      if (mine === asked) catalogue.value = answer
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  /** What is known may be old: the next need asks anew. */
  function forget(): void {
    asked += 1
    scope = null
    catalogue.value = null
    problem.value = null
    loading.value = false
  }

  return { catalogue, loading, problem, need, retry, forget }
})

function keyOf({ contactId, lineId, channel }: Scope): string {
  return `${contactId} ${lineId} ${channel}`
}
