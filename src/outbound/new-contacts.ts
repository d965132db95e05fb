import { worksOn } from '../domain/reach.ts'
import { NEW_CONTACT_KEYS, type HostPolicy, type NewContactKey } from '../domain/policy.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { Outbound } from './types.ts'

/** By what somebody may be written to who is no contact yet: what the host takes (R-CONTACT-2, R-FIND-2). Empty: by nothing. */
export function newContactKeys({ host }: Pick<Outbound, 'host'>): readonly NewContactKey[] {
  const { create, atAddress } = host.contacts
  return create || atAddress ? (host.policy.newContact?.by ?? NEW_CONTACT_KEYS) : []
}

/**
 * The same for one operator. A contact that is created may be of use to others; somebody who is only written to must be reached on a line
 * of the operator's own.
 */
export function newContactKeysFor(
  o: Pick<Outbound, 'host'>,
  lines: readonly Line[],
  operatorId: string,
): NewContactKey[] {
  const { policy } = o.host
  const own = lines.filter((line) => worksOn(line, operatorId)).flatMap(({ channels }) => channels)
  const reached = (key: NewContactKey): boolean =>
    own.some((channel) => policy.channels[channel]?.start === 'anyone' && keyOf(policy, channel) === key)
  return newContactKeys(o).filter((key) => !madeByMessage(policy) || reached(key))
}

/** Is a client made of whoever is written to, so that no name is asked for (R-CONTACT-2)? */
export function madeByMessage({ newContact }: HostPolicy): boolean {
  return newContact?.made === 'first-message'
}

/** What kind of address the channel needs; `null`: neither a phone nor an email. */
export function keyOf({ channels }: HostPolicy, channel: Channel): NewContactKey | null {
  const form = channels[channel]?.address
  if (form === 'email') return 'email'
  return form === 'e164' ? 'phone' : null
}
