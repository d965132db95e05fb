import { addressFits, suggestPhone, tidyPhone } from '../domain/address.ts'
import type { Consent } from '../domain/consent.ts'
import type { Channel } from '../domain/words.ts'
import type { ConsentEntry } from '../journal/consent.ts'
import { InvalidInput, type FieldError } from './errors.ts'
import type { Outbound } from './types.ts'

/** What is known of the consent for one account, the last word first. */
export interface ConsentRecord {
  readonly channel: Channel
  readonly address: string
  /** `null`: nobody ever said anything. */
  readonly state: Consent['state'] | null
  readonly at: string | null
  /** Whether the workspace demands consent on this channel (R-CONSENT-1). */
  readonly required: boolean
  readonly history: readonly ConsentEntry[]
}

/** What the workspace's server tells of a customer's consent. `at: null`: now. */
export interface ConsentTold {
  readonly channel: Channel
  readonly address: string
  readonly state: Consent['state']
  readonly at: string | null
  readonly note: string | null
}

// Whoever asks wants to know who said what last; more than this nobody reads.
const MOST_ENTRIES = 100
/** Clocks of servers differ by as much. */
const SKEW_MS = 60_000

/** @throws InvalidInput (paths `channel`, `address`). @param place what was asked with. */
export async function readConsent(
  o: Outbound,
  channel: Channel,
  typed: string,
  place: InvalidInput['place'] = 'query',
): Promise<ConsentRecord> {
  const address = addressOf(o, channel, typed, place)
  const history = await o.journal.consents.history({ channel, address }, MOST_ENTRIES)
  const [last] = history
  const required = o.workspace.conditions?.consentRequired.includes(channel) ?? false
  return { channel, address, state: last?.state ?? null, at: last?.at ?? null, required, history }
}

/**
 * Writes down what a customer said somewhere else. What was said later holds, whichever was told first; the same told twice changes
 * nothing. @throws InvalidInput (paths `channel`, `address`, `at`).
 */
export async function recordConsent(o: Outbound, told: ConsentTold): Promise<ConsentRecord> {
  const { channel, state, note } = told
  const now = o.now()
  if (told.at !== null && Date.parse(told.at) > now.getTime() + SKEW_MS)
    throw new InvalidInput([{ path: 'at', message: 'is in the future: nobody can have said so yet' }])
  const before = await readConsent(o, channel, told.address, 'body')
  // Without a time there is nothing new in it.
  if (told.at === null && before.state === state) return before
  const at = told.at ?? now.toISOString()
  const { address } = before
  await o.journal.consents.note(
    { channel, address },
    { state, at, source: 'workspace', note, message: null },
    now,
  )
  return readConsent(o, channel, address, 'body')
}

/** The address as sending would use it: another way of writing it must not be another customer. */
function addressOf(o: Outbound, channel: Channel, typed: string, place: InvalidInput['place']): string {
  const form = o.host.policy.channels[channel]?.address
  const wrong = (error: FieldError): never => {
    throw new InvalidInput([error], place)
  }
  if (!form) return wrong({ path: 'channel', message: 'The host has no such channel.' })
  const address = form === 'e164' ? tidyPhone(typed.trim()) : typed.trim()
  if (addressFits(form, address)) return address
  const suggestion = form === 'e164' ? suggestPhone(address, o.workspace.country) : null
  const meant = suggestion === null ? '' : ` Did you mean ${suggestion}?`
  return wrong({ path: 'address', message: `The channel has no addresses of this form.${meant}` })
}
