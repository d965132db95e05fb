import * as fc from 'fast-check'
import { getCountries, getExampleNumber } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { addressFits } from '../../src/domain/address.ts'
import { checkPhone } from '../../src/outbound/phones.ts'

const countries = fc.constantFrom(null, ...getCountries())
const mobiles = getCountries().flatMap((country) => {
  const number = getExampleNumber(country, examples)
  return number && addressFits('e164', number.number) ? [{ country, number }] : []
})

const digits = (text: string): string => text.replaceAll(/\D/g, '')

describe('R-ADDR-2: a typed phone', () => {
  it.each([
    ['+7 (912) 345-67-89', 'RU', '+79123456789'],
    ['+49 151 23456789', 'RU', '+4915123456789'],
    ['\u202A+7\u00A0912\u00A0345\u201067\u201089\u202C', null, '+79123456789'],
  ])('%j in %s is used as %s', (typed, country, address) => {
    expect(checkPhone(typed, country, null)).toEqual({ address, suggestion: null, fault: null })
  })

  it.each([
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['9123456789', 'RU', '+79123456789'],
    ['7 912 345 67 89', 'RU', '+79123456789'],
    ['+8 912 345 67 89', 'RU', '+79123456789'],
    ['0049 151 23456789', 'RU', '+4915123456789'],
    ['0151 23456789', 'DE', '+4915123456789'],
    ['(212) 555-0123', 'US', '+12125550123'],
  ])('%j in %s was probably meant as %s, which is only proposed', (typed, country, suggestion) => {
    const found = checkPhone(typed, country, null)
    expect(found).toMatchObject({ address: typed, suggestion })
    expect(found.fault).not.toBeNull()
  })

  it('a leading 8 is Russian in Russia alone', () => {
    for (const country of [null, 'US', 'FR', 'XX'])
      expect(checkPhone('8 912 345 67 89', country, null).suggestion).not.toBe('+79123456789')
  })

  it.each([
    ['+79123', 'form'],
    ['+7912345678', 'impossible'],
    ['+999123456789', 'impossible'],
    ['hello', 'form'],
    ['call +79123456789', 'form'],
    ['+79123456789 ext. 5', 'form'],
  ])('%j is refused as %s', (typed, kind) => {
    expect(checkPhone(typed, null, null).fault).toEqual({ kind })
  })

  it('a mobile number of any country is used as it is, with whatever blanks it is written', () => {
    for (const { country, number } of mobiles) {
      const expected = { address: number.number, suggestion: null, fault: null }
      expect({ country, ...checkPhone(number.formatInternational(), 'RU', 7) }).toEqual({
        country,
        ...expected,
      })
    }
  })

  it('what is used is always E.164; what is proposed is, too, and would be used', () => {
    const typed = fc.oneof(
      fc.stringMatching(/^[+\d ()-]{0,20}$/),
      fc.string(),
      fc.constantFrom(...mobiles).map(({ number }) => number.formatNational()),
    )
    fc.assert(
      fc.property(typed, countries, (text, country) => {
        const { address, suggestion, fault } = checkPhone(text, country, null)
        const used = fault === null ? address : suggestion
        const again = used === null ? null : checkPhone(used, country, null)
        expect(used === null || addressFits('e164', used)).toBe(true)
        expect(again).toEqual(used === null ? null : { address: used, suggestion: null, fault: null })
        expect(suggestion).not.toBe(text)
        // Nothing is guessed: of what is used, only punctuation went.
        expect(fault !== null || digits(address) === digits(text)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('R-ADDR-3: a new client by phone', () => {
  it.each([
    ['+7912', 4],
    ['12-34-56', 6],
    ['', 0],
  ])('%j has too few digits', (typed, digits) => {
    expect(checkPhone(typed, 'RU', 7).fault).toEqual({ kind: 'few-digits', least: 7, digits })
  })

  it('from seven on the form counts', () => {
    expect(checkPhone('1234567', 'RU', 7).fault).toEqual({ kind: 'form' })
  })
})
