import type { Cancellation } from '../../journal/initiative.ts'
import { optional } from '../kept.ts'
import { refreshContact } from '../refresh.ts'
import { stepIntent } from '../step-intent.ts'
import { resolve } from '../target.ts'
import type { Outbound } from '../types.ts'
import type { Hop, KeptInitiative } from './body.ts'

/** Where the customer's own message calls the step off: have they written since it was called? */
export async function replied(
  o: Outbound,
  initiative: KeptInitiative,
  hop: Hop,
): Promise<Cancellation | null> {
  const { body, createdAt } = initiative
  if (!body.cancelOn?.includes('reply')) return null
  const contactId = initiative.contactId ?? (await contactOfHop(o, initiative, hop))
  const wrote = contactId !== null && (await wroteSince(o, contactId, createdAt))
  return wrote ? { at: o.now().toISOString(), why: 'reply' } : null
}

/** Has the customer written since then, on whichever channel? The host is asked, since it may not tell by itself. */
export async function wroteSince(o: Outbound, contactId: string, since: string): Promise<boolean> {
  await optional(o, 'the news of a contact', undefined, refreshContact(o, contactId))
  return o.journal.seen.wroteSince(contactId, new Date(since))
}

/** Whose address it is, as far as the host can tell. */
async function contactOfHop(o: Outbound, { body }: KeptInitiative, hop: Hop): Promise<string | null> {
  const found = await optional(
    o,
    'the contact of an address',
    null,
    resolve(o, stepIntent(body, hop, hop.channel)),
  )
  return found?.kind === 'found' ? found.target.contactId : null
}
