import type { Host } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { clientOf } from './contacts.ts'
import { lastInboundAt } from './inbound.ts'

/**
 * When the contact wrote last is read from the posts, whether mail notices are off from the contact; blocks and switches of channels
 * are told nowhere.
 */
export function reachOf(hde: Helpdeskeddy): NonNullable<Host['reach']> {
  return {
    facts: async ({ contactId, channel }, line) => {
      const [at, client] = await Promise.all([
        lastInboundAt(
          hde,
          contactId,
          (place) => place.channel === channel && place.lineId === line.id,
          'last',
        ),
        channel === 'email' ? clientOf(hde, contactId) : null,
      ])
      const lettersOff = client?.notifications === 0
      return { lastInboundAt: at, blocked: undefined, enabled: undefined, ...(lettersOff && { lettersOff }) }
    },
  }
}
