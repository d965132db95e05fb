import { shallowRef } from '@vue/runtime-core'
import type { WayOf } from '../../../src/gateway/client/form.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireOffers } from '../../../src/wire/form.ts'
import type { WireWay } from '../../../src/wire/schemas.ts'
import { problemOf } from '../../shared/gateway.ts'
import { perComposition, useComposition } from '../composition.ts'
import { useFormGateway } from '../gateway.ts'

/** What may be done on the chosen way: asked anew each time a way is chosen, so that its verdict is of now (R-OPEN-4). */
export const useOffers = perComposition('offers', () => {
  const gateway = useFormGateway()
  const composition = useComposition()
  /** `null`: no way is chosen, or the answer is not there yet. */
  const offers = shallowRef<WireOffers | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  let asked = 0
  let askedAtMs = 0
  let last: WayOf | null = null
  let answered: Promise<void> = Promise.resolve()

  function ask(way: WayOf | null): Promise<void> {
    // The same way asked again keeps what is known of it, so that nothing under the pen goes away.
    if (!way || !last || !isSame(way, last)) offers.value = null
    last = way
    answered = look(way)
    return answered
  }

  async function look(way: WayOf | null): Promise<void> {
    asked += 1
    const mine = asked
    problem.value = null
    loading.value = way !== null
    if (!way) return
    askedAtMs = Date.now()
    try {
      const answer = await (composition?.offers() ?? gateway.offers(way))
      if (mine === asked) offers.value = answer
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  /** Asks again about the same way. */
  const again = (): Promise<void> => ask(last)
  /** Resolves when what was asked last is known, or cannot be. */
  const settled = (): Promise<void> => answered
  /** How long the answer is known, in milliseconds. */
  const ageMs = (): number => Date.now() - askedAtMs
  /** The way as the last answer told it, when that answer is about this one. */
  const wayOf = (way: WayOf): WireWay | null =>
    offers.value && last && isSame(way, last) ? offers.value.way : null

  return { offers, loading, problem, ask, again, settled, ageMs, wayOf }
})

function isSame(a: WayOf, b: WayOf): boolean {
  return (
    a.contactId === b.contactId && a.lineId === b.lineId && a.channel === b.channel && a.address === b.address
  )
}
