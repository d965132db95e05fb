import type { Routing } from '../port.ts'
import type { Elma365 } from './api.ts'
import { NothingAnswer } from './wire.ts'

/** Hand-over and close, by the SDK's own methods in our module (T2). */
export function routingOf({ module }: Elma365): Routing & Required<Pick<Routing, 'close'>> {
  const ask = async (method: 'assign' | 'close', session: string, operator: string) => {
    await module.deed({ method: 'POST', path: method, json: { session, operator }, answer: NothingAnswer })
  }
  return {
    assign: (sessionId, operatorId) => ask('assign', sessionId, operatorId),
    // The host lets only the assigned operator close (T2).
    close: (sessionId, operatorId) => ask('close', sessionId, operatorId),
  }
}
