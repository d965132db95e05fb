import { addressFits } from '../domain/address.ts'
import { assessPlainEmail } from '../domain/email.ts'
import type { Channel } from '../domain/words.ts'
import type { WireAddressCheck } from '../wire/form.ts'
import { ADDRESS_WORDS } from './address-words.ts'
import { InvalidInput } from './errors.ts'
import { checkPhone } from './phones.ts'
import type { Locale, Outbound } from './types.ts'

/**
 * What a typed address of a new contact would be: in the form the channel needs, or what is wrong with it and what was probably
 * meant (R-ADDR-2 to 4). @throws InvalidInput (path `channel`) where the host has no such channel.
 */
export function checkAddress(
  o: Pick<Outbound, 'host' | 'workspace'>,
  locale: Locale,
  channel: Channel,
  typed: string,
  place: InvalidInput['place'] = 'query',
): WireAddressCheck {
  const words = ADDRESS_WORDS[locale]
  const { channels, newContact } = o.host.policy
  const form = channels[channel]?.address
  if (!form) throw new InvalidInput([{ path: 'channel', message: words.noChannel }], place)
  const address = typed.trim()
  const faulty = (fault: string, suggestion: string | null = null) => ({ address, suggestion, fault })
  if (address === '') return faulty(words.empty)
  if (form === 'e164') {
    const found = checkPhone(address, o.workspace.country, newContact?.leastPhoneDigits ?? null)
    if (!found.fault) return { address: found.address, suggestion: null, fault: null }
    return faulty(
      found.suggestion ? words.meant(found.suggestion) : words.phone(found.fault),
      found.suggestion,
    )
  }
  if (form === 'email' && newContact?.email === 'plain') {
    const fault = assessPlainEmail(address)
    if (fault) return faulty(words.plainEmail(fault))
  }
  return addressFits(form, address)
    ? { address, suggestion: null, fault: null }
    : faulty(form === 'any' ? words.empty : words[form])
}
