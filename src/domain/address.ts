import type { AddressForm } from './policy.ts'
import type { Account } from './words.ts'

// Blanks of every width, brackets, dots, dashes, and the invisible marks that come along when a number is copied.
const PUNCTUATION = /[\s().\-‐-―−\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const E164 = /^\+[1-9]\d{7,14}$/
// The usual shape of an address; what a mail server accepts is its own affair.
const EMAIL = /^[^\s@<>"',;()[\]\\]+@[^\s@<>"',;()[\]\\]+\.[\p{L}\d-]{2,}$/u

// A word that hosts can keep as an id and put into the path of an address.
const EXTERNAL_ID = /^[^\s\p{C}]{1,180}$/u

/** Is the address of the form the channel needs (R-ADDR-2, R-ADDR-4)? */
export function addressFits(form: AddressForm, address: string): boolean {
  if (form === 'e164') return E164.test(address)
  if (form === 'email') return address.length <= 254 && EMAIL.test(address)
  if (form === 'external-id') return EXTERNAL_ID.test(address)
  return address.trim() !== ''
}

/**
 * What the person probably meant: spaces, brackets and dashes dropped (R-ADDR-2). `null` when there is nothing to propose.
 * In Russia (`country` RU) a leading 8 becomes `+7`, only as a proposal, for the person to confirm.
 */
export function suggestPhone(typed: string, country: string | null = null): string | null {
  const bare = typed.replaceAll(PUNCTUATION, '')
  const international = bare.startsWith('00') ? `+${bare.slice(2)}` : bare
  if (E164.test(international)) return international === typed ? null : international
  const digits = international.replace(/^\+/, '')
  if (/^8\d{10}$/.test(digits)) return country === 'RU' ? `+7${digits.slice(1)}` : null
  if (/^[1-9]\d{10,14}$/.test(digits)) return `+${digits}`
  return null
}

/** The phone without its punctuation when that alone makes it right, else as it was: nothing is guessed (R-ADDR-2). */
export function tidyPhone(typed: string): string {
  const bare = typed.replaceAll(PUNCTUATION, '')
  return E164.test(bare) ? bare : typed
}

/**
 * What of a typed search counts (R-FIND-1): the `@` of a user name does not, nor does the punctuation of a phone or what comes along
 * when one is copied. A `+` says nothing that the digits do not.
 */
export function searchWords(query: string): string {
  const trimmed = query.replace(/^[@\s]+/, '').trim()
  const bare = trimmed.replaceAll(PUNCTUATION, '')
  return /^\+?\d+$/.test(bare) ? bare : trimmed.replaceAll(/\s+/g, ' ')
}

/** Two accounts are the same when channel and address are; addresses of letters ignore case. */
export function sameAccount(
  a: Pick<Account, 'channel' | 'address'>,
  b: Pick<Account, 'channel' | 'address'>,
): boolean {
  return a.channel === b.channel && canonicalAddress(a.address) === canonicalAddress(b.address)
}

/** By what somebody is named who is no contact yet: a phone or an email, or the id that the company itself has given them. */
export type NewcomerName = 'address' | 'external-id'

/** The id of whoever has this address, on hosts where somebody can be written to before being a contact (R-CONTACT-2). */
export function idAtAddress(address: string, by: NewcomerName = 'address'): string {
  return `${by}:${address}`
}

/** The address that such an id names; `null` for a contact's own id. */
export function addressOfId(contactId: string): { by: NewcomerName; address: string } | null {
  const [, by, address] = /^(address|external-id):(.+)$/s.exec(contactId) ?? []
  return by === undefined || address === undefined ? null : { by: by as NewcomerName, address }
}

/** How an address stands to the contact's others of the same channel (R-ADDR-6). */
export type AddressAge = 'only' | 'newest' | 'older'

/**
 * After a contact's phone has changed, the record's own field has the new one while the link of the line still has the old
 * (R-ADDR-6): then the field is the newest, and neither wins silently. Addresses that stand in no field cannot be told apart.
 */
export function ageOf(
  account: Pick<Account, 'channel' | 'address' | 'source'>,
  all: readonly Pick<Account, 'channel' | 'address' | 'source'>[],
): AddressAge {
  const others = all.filter((other) => other.channel === account.channel && !sameAccount(other, account))
  if (others.length === 0) return 'only'
  const inField = (one: Pick<Account, 'channel' | 'address' | 'source'>): boolean =>
    all.some((other) => other.source !== 'account' && sameAccount(other, one))
  if (inField(account)) return others.some((other) => !inField(other)) ? 'newest' : 'only'
  return others.some(inField) ? 'older' : 'only'
}

/** An address in the one form used for comparing: no blanks around, no case, no `@` before a messenger name. */
export function canonicalAddress(address: string): string {
  return address.trim().toLowerCase().replace(/^@/, '')
}

/** One name for what `sameAccount` calls the same. */
export function accountKey({ channel, address }: Pick<Account, 'channel' | 'address'>): string {
  return `${channel} ${canonicalAddress(address)}`
}
