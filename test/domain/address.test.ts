import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressFits,
  ageOf,
  canonicalAddress,
  sameAccount,
  searchWords,
  suggestPhone,
  tidyPhone,
} from '../../src/domain/address.ts'

describe('R-ADDR-2: phones', () => {
  it.each([
    ['+79123456789', true],
    ['+4915123456789', true],
    ['79123456789', false],
    ['89123456789', false],
    ['+7 912 345-67-89', false],
    ['+0123456789', false],
    ['+7912', false],
    ['', false],
  ])('%s is in the form it must have: %s', (address, fits) => {
    expect(addressFits('e164', address)).toBe(fits)
  })

  it.each([
    ['+7 (912) 345-67-89', 'RU', '+79123456789'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['8 (912) 345-67-89', 'DE', null],
    ['8 (912) 345-67-89', null, null],
    ['0049 151 23456789', 'DE', '+4915123456789'],
    ['79123456789', 'RU', '+79123456789'],
    ['+79123456789', 'RU', null],
    ['\u202A+7\u00A0912\u00A0345\u201067\u201089\u202C', 'RU', '+79123456789'],
    ['hello', 'RU', null],
    ['12345', 'RU', null],
  ])('%s in %s was probably meant as %s', (typed, country, meant) => {
    expect(suggestPhone(typed, country)).toBe(meant)
  })

  it('are tidied of punctuation alone; nothing is guessed', () => {
    expect(tidyPhone('+7 (912) 345-67-89')).toBe('+79123456789')
    expect(tidyPhone('8 912 345 67 89')).toBe('8 912 345 67 89')
    expect(tidyPhone('a-b c')).toBe('a-b c')
  })

  it('a proposal always fits, and is never what was typed', () => {
    expect(
      fc.check(
        fc.property(fc.stringMatching(/^[+\d ()-]{0,20}$/), fc.constantFrom('RU', null), (typed, country) => {
          const proposal = suggestPhone(typed, country)
          return proposal === null || (addressFits('e164', proposal) && proposal !== typed)
        }),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })
})

describe('R-ADDR-4: addresses of letters', () => {
  it.each([
    ['login@text.text', true],
    ['login@text.text.text', true],
    ['first.last-x_1@sub.example.ru', true],
    ['login@text', false],
    ['login@text.t', false],
    ['@text.text', false],
    ['a b@text.text', false],
    ['<script>@text.text', false],
    ['a@b@c.de', false],
    [`${'x'.repeat(250)}@a.de`, false],
  ])('%s fits: %s', (address, fits) => {
    expect(addressFits('email', address)).toBe(fits)
  })
})

describe('two accounts', () => {
  it('are the same whatever the case and the @, and only on the same channel (R-FIND-1)', () => {
    expect(
      sameAccount({ channel: 'telegram', address: '@Pavel ' }, { channel: 'telegram', address: 'pavel' }),
    ).toBe(true)
    expect(sameAccount({ channel: 'telegram', address: 'pavel' }, { channel: 'vk', address: 'pavel' })).toBe(
      false,
    )
  })

  it('have one canonical form', () => {
    expect(
      fc.check(
        fc.property(
          fc.string(),
          (address) => canonicalAddress(canonicalAddress(address).trim()).length <= address.length,
        ),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })
})

const account = (address: string, source: 'account' | 'phone-field' = 'account') => ({
  channel: 'whatsapp' as const,
  address,
  source,
})

describe('R-ADDR-6: after a phone has changed', () => {
  it('the field’s address is the newest and the line’s link the older one', () => {
    const all = [account('+79120000001'), account('+79120000002', 'phone-field')]
    expect(all.map((one) => ageOf(one, all))).toEqual(['older', 'newest'])
  })

  it('an address that stands in both is the only one, and what stands in no field cannot be told apart', () => {
    const same = [account('+79120000001'), account('+79120000001', 'phone-field')]
    expect(same.map((one) => ageOf(one, same))).toEqual(['only', 'only'])
    const links = [account('+79120000001'), account('+79120000002')]
    expect(links.map((one) => ageOf(one, links))).toEqual(['only', 'only'])
  })

  it('an older one exists only beside a newest one', () => {
    const accounts = fc.array(
      fc.record({
        channel: fc.constantFrom('whatsapp' as const, 'viber' as const),
        address: fc.constantFrom('+79120000001', '+79120000002', '+79120000003'),
        source: fc.constantFrom('account' as const, 'phone-field' as const),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(accounts, (all) => {
        for (const channel of ['whatsapp', 'viber']) {
          const ages = new Set(all.filter((one) => one.channel === channel).map((one) => ageOf(one, all)))
          expect(ages.has('older')).toBe(ages.has('newest'))
        }
      }),
    )
  })
})

describe('R-FIND-1: what counts of a search', () => {
  it.each([
    ['  @pavel ', 'pavel'],
    ['+7 (912) 345-67-89', '+79123456789'],
    ['\u202A912\u00A0345\u202C', '912345'],
    ['912.345', '912345'],
    ['Anna   Petrova', 'Anna Petrova'],
    ['anna-petrova', 'anna-petrova'],
    ['p.anna@example.com', 'p.anna@example.com'],
    ['user-77', 'user-77'],
    ['--', '--'],
  ])('%j is looked for as %j', (typed, words) => {
    expect(searchWords(typed)).toBe(words)
  })

  it('looking for what counts is looking for the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[@+\d ()-]{0,20}$/)), (typed) => {
        expect(searchWords(searchWords(typed))).toBe(searchWords(typed))
      }),
      { examples: [['@ @pserov'], ['@\u00A0@'], [' @@ +7 (912) 345']] },
    )
  })
})
