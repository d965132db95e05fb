import { worksOn } from '../domain/reach.ts'
import type { AddressForm, HostPolicy, NewContactKey } from '../domain/policy.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { Outbound } from './types.ts'

/** What a host takes that says no more. */
const USUAL: readonly NewContactKey[] = ['phone', 'email']

/** By what somebody may be written to who is no contact yet: what the host takes (R-CONTACT-2, R-FIND-2). Empty: by nothing. */
export function newContactKeys({ host }: Pick<Outbound, 'host'>): readonly NewContactKey[] {
  const { create, atAddress } = host.contacts
  return create || atAddress ? (host.policy.newContact?.by ?? USUAL) : []
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

const KEY: Readonly<Record<AddressForm, NewContactKey | null>> = {
  e164: 'phone',
  email: 'email',
  'external-id': 'id',
  any: null,
}

/** What kind of address the channel needs; `null`: none by which somebody new could be given. */
export function keyOf({ channels }: HostPolicy, channel: Channel): NewContactKey | null {
  const form = channels[channel]?.address
  return form ? KEY[form] : null
}
