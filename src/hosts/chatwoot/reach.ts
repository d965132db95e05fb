import type { Account, Line } from '../../domain/words.ts'
import type { AccountFacts } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { contactAt } from './contacts.ts'
import { lastInboundAt } from './inbound.ts'

/**
 * The window is reckoned from the person's last message. The block is one flag of the whole contact (facts, table), set by agents:
 * that the customer has blocked us is not to be seen, so its absence proves nothing (R-BLOCK-1).
 */
export function reachOf(chatwoot: Chatwoot) {
  return {
    facts: async (account: Account, line: Line): Promise<AccountFacts> => {
      const [contact, at] = await Promise.all([
        contactAt(chatwoot, account.contactId),
        lastInboundAt(chatwoot, account, line.id),
      ])
      return { lastInboundAt: at, blocked: contact?.blocked ? true : undefined, enabled: undefined }
    },
  }
}
