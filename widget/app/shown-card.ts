import { shallowRef, watch, type ShallowRef } from '@vue/runtime-core'
import { GatewayProblem } from '../../src/gateway/client/index.ts'
import type { AppGateway } from './gateway.ts'

/** What the app shows: nothing yet, the way in, the card of the session, or why there is none. */
export type Shown =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'sign-in'; readonly again: boolean }
  | { readonly kind: 'card'; readonly session: string; readonly context: string; readonly operator: string }
  | { readonly kind: 'trouble'; readonly problem: GatewayProblem }

export interface ShownCard {
  readonly shown: Readonly<ShallowRef<Shown>>
  /** Asks anew for the session that is shown. `proved`: the person has just signed in. */
  open(proved?: boolean): Promise<void>
  /** Another context for a card that is there; `null` when it cannot be had, which is then shown. */
  renew(session: string): Promise<string | null>
  signOut(): Promise<void>
}

/** Follows the session that the host's page shows. An answer for one that was left meanwhile is dropped. */
export function useShownCard(gateway: AppGateway, session: () => string | null): ShownCard {
  const shown = shallowRef<Shown>({ kind: 'waiting' })
  const turn = { now: 0 }

  async function open(proved = false): Promise<void> {
    const mine = ++turn.now
    const asked = session()
    if (asked === null) return void (shown.value = { kind: 'waiting' })
    shown.value = { kind: 'opening' }
    const next = await gateway.context(asked).then(
      ({ context, operator }): Shown => ({ kind: 'card', session: asked, context, operator: operator.name }),
      (error: unknown) => refused(error, proved),
    )
    if (mine === turn.now) shown.value = next
  }

  watch(session, () => open(), { immediate: true })
  return {
    shown,
    open,
    async renew(of) {
      const mine = turn.now
      try {
        return (await gateway.context(of)).context
      } catch (error) {
        // A card goes on under its old context while the gateway is away; without a sign-in it cannot.
        const next = refused(error, false)
        if (mine === turn.now && next.kind === 'sign-in') shown.value = next
        return null
      }
    },
    async signOut() {
      turn.now += 1
      try {
        await gateway.signOut()
        shown.value = { kind: 'sign-in', again: false }
      } catch (error) {
        shown.value = trouble(error)
      }
    },
  }
}

/** Who has just proved who they are and is still unknown has a browser that keeps no cookie of ours. */
function refused(error: unknown, proved: boolean): Shown {
  if (error instanceof GatewayProblem && error.code === 'sign-in-needed')
    return { kind: 'sign-in', again: proved }
  return trouble(error)
}

function trouble(error: unknown): Shown {
  if (error instanceof GatewayProblem) return { kind: 'trouble', problem: error }
  throw error
}
