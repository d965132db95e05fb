import type { Host } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { lastInboundAt } from './inbound.ts'

/** When the contact wrote last is read from the posts; blocks and switches of channels are told nowhere. */
export function reachOf(hde: Helpdeskeddy): NonNullable<Host['reach']> {
  return {
    facts: async ({ contactId, channel }, line) => ({
      lastInboundAt: await lastInboundAt(
        hde,
        contactId,
        (place) => place.channel === channel && place.lineId === line.id,
        'last',
      ),
      blocked: undefined,
      enabled: undefined,
    }),
  }
}
