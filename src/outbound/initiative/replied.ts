import type { Cancellation } from '../../journal/initiative.ts'
import { optional } from '../kept.ts'
import { refreshContact } from '../refresh.ts'
import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'

/**
 * Where the customer's own message calls the step off: have they written since it was called, on whichever channel? The host is
 * asked, since it may not tell by itself.
 */
export async function replied(o: Outbound, initiative: KeptInitiative): Promise<Cancellation | null> {
  const { body, contactId, createdAt } = initiative
  if (contactId === null || !body.cancelOn?.includes('reply')) return null
  await optional(o, 'the news of a contact', undefined, refreshContact(o, contactId))
  const wrote = await o.journal.seen.wroteSince(contactId, new Date(createdAt))
  return wrote ? { at: o.now().toISOString(), why: 'reply' } : null
}
