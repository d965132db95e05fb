import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js/min'
import { addressFits, suggestPhone, tidyPhone } from '../domain/address.ts'

/** What is wrong with a typed phone. */
export type PhoneFault =
  /** R-ADDR-3. */
  | { readonly kind: 'few-digits'; readonly least: number; readonly digits: number }
  /** Not in international form (R-ADDR-2). */
  | { readonly kind: 'form' }
  /** In international form, but no country has such a code or numbers of that length. */
  | { readonly kind: 'impossible' }

export interface PhoneCheck {
  /** In international form where `fault` is `null`, else as typed. */
  readonly address: string
  /** What was probably meant, for the person to confirm; never taken by itself. */
  readonly suggestion: string | null
  readonly fault: PhoneFault | null
}

/**
 * A typed phone, normalised: punctuation is dropped, everything else is only proposed (R-ADDR-2, R-ADDR-3). Whether a number is in
 * use nobody can tell; whether it can exist, the numbering plans do.
 * @param country of the workspace (ISO 3166), where national numbers belong. @param leastDigits `null`: no rule of its own.
 */
export function checkPhone(typed: string, country: string | null, leastDigits: number | null): PhoneCheck {
  const digits = typed.replaceAll(/\D/g, '').length
  const faulty = (fault: PhoneFault, suggestion: string | null): PhoneCheck => ({
    address: typed.trim(),
    suggestion,
    fault,
  })
  if (leastDigits !== null && digits < leastDigits)
    return faulty({ kind: 'few-digits', least: leastDigits, digits }, null)
  const tidy = tidyPhone(typed)
  if (!addressFits('e164', tidy)) return faulty({ kind: 'form' }, meant(typed, country))
  const number = possible(tidy)
  if (number === tidy) return { address: tidy, suggestion: null, fault: null }
  // With a national prefix in it (+44 0…) the numbering plan knows better; without a plan the plus may have been too much.
  return faulty({ kind: 'impossible' }, number ?? meant(tidy.slice(1), country))
}

/** What a number that is not in international form would be in it, by the country's own habits first. */
function meant(typed: string, country: string | null): string | null {
  const national = country === null ? null : possible(typed, country)
  const proposed = national ?? suggestPhone(typed, country)
  const number = proposed === null ? null : possible(proposed)
  return number !== null && number !== typed && addressFits('e164', number) ? number : null
}

/** The number in E.164 where numbers of that code and length exist; with a country only where the whole number fits its plan. */
function possible(text: string, country: string | null = null): string | null {
  const known = country !== null && isSupportedCountry(country) ? country : null
  if (country !== null && known === null) return null
  const found = parsePhoneNumberFromString(
    text,
    known ? { defaultCountry: known, extract: false } : { extract: false },
  )
  if (!found?.isPossible() || (known !== null && !found.isValid())) return null
  return found.number
}
