import { inject, type InjectionKey } from '@vue/runtime-core'
import { GatewayProblem, type GatewayClient } from '../../src/gateway/client/index.ts'

export const gatewayKey: InjectionKey<GatewayClient> = Symbol('gateway')

/** The gateway of this card. Only stores ask for it. */
export function useGateway(): GatewayClient {
  const gateway = inject(gatewayKey)
  if (!gateway) throw new Error('A part of the card stands outside of a card: no gateway is provided.')
  return gateway
}

/** What a store keeps of a failure. Anything but a `GatewayProblem` is a fault of ours and goes on up. */
export function problemOf(error: unknown): GatewayProblem {
  if (error instanceof GatewayProblem) return error
  throw error
}
