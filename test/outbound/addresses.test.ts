import { beforeEach, describe, expect, it } from 'vitest'
import type { HostPolicy } from '../../src/domain/policy.ts'
import type { Channel } from '../../src/domain/words.ts'
import { ADDRESS_WORDS } from '../../src/outbound/address-words.ts'
import { checkAddress, InvalidInput, type Locale, type Outbound } from '../../src/outbound/index.ts'
import { AddressCheckSchema } from '../../src/wire/form.ts'
import { World } from './fake-host.ts'

/** As the hosts have it. */
const NEW = { by: ['phone', 'email'], made: 'created', email: 'plain' } as const

let policy: HostPolicy
let country: string | null = 'RU'
const check = (channel: Channel, typed: string, locale: Locale = 'en') => {
  const host = { ...new World(() => new Date()).host(), policy }
  const found = checkAddress({ host, workspace: { id: 'w', country } } as Outbound, locale, channel, typed)
  return AddressCheckSchema.parse(found)
}

beforeEach(() => {
  country = 'RU'
  policy = new World(() => new Date()).host().policy
})

describe('the check of a typed address', () => {
  it('normalises a phone, and only proposes what it guesses (R-ADDR-2)', () => {
    expect(check('whatsapp', ' +7 (912) 345-67-89 ')).toEqual({
      address: '+79123456789',
      suggestion: null,
      fault: null,
    })
    expect(check('whatsapp', '8 912 345-67-89')).toEqual({
      address: '8 912 345-67-89',
      suggestion: '+79123456789',
      fault: 'The number is not in international form. Did you mean +79123456789?',
    })
    country = 'DE'
    expect(check('whatsapp', '8 912 345-67-89').suggestion).not.toBe('+79123456789')
  })

  it('asks for at least seven digits where the host does (R-ADDR-3)', () => {
    policy = { ...policy, newContact: { ...NEW, leastPhoneDigits: 7 } }
    expect(check('whatsapp', '12-34').fault).toBe('A phone has at least 7 digits, and here there are 4.')
    expect(check('whatsapp', '12-34', 'ru').fault).toBe('В номере должно быть не меньше 7 цифр, а здесь 4.')
  })

  it('names the characters that a plain address may not have (R-ADDR-4)', () => {
    policy = { ...policy, newContact: { ...NEW, leastPhoneDigits: null } }
    expect(check('email', 'ivan +crm@example.com').fault).toBe(
      'Before the @ only Latin letters, digits, dots, underscores and hyphens may stand. Not allowed here: a space, “+”.',
    )
    expect(check('email', 'ivan+сrm@example.com', 'ru').fault).toBe(
      'До знака @ допустимы только латинские буквы, цифры, точка, подчёркивание и дефис. Здесь лишнее: «+», «с» (кириллица).',
    )
    expect(check('email', 'ivan\u200B@example.com', 'ru').fault).toContain('невидимый знак')
    expect(check('email', ' ivan@example.com ')).toEqual({
      address: 'ivan@example.com',
      suggestion: null,
      fault: null,
    })
  })

  it('takes any usual address where the host does', () => {
    expect(check('email', 'ivan+crm@example.com').fault).toBeNull()
    expect(check('email', 'ivan').fault).toBe('Write the whole address, for example name@example.com.')
  })

  it('takes any name of a messenger but none, and no channel that is not there', () => {
    expect(check('telegram-bot', ' @pavel ').address).toBe('@pavel')
    expect(check('telegram-bot', '  ').fault).toBe('The address is empty.')
    expect(() => check('sms', '+79123456789')).toThrow(InvalidInput)
  })
})

it('every sentence about an address is there in both languages, whole and calm', () => {
  const sentences = (['en', 'ru'] as const).flatMap((locale) => {
    const words = ADDRESS_WORDS[locale]
    return [
      words.phone({ kind: 'form' }),
      words.phone({ kind: 'impossible' }),
      words.plainEmail({ kind: 'shape' }),
      words.plainEmail({ kind: 'too-long' }),
      words.plainEmail({ kind: 'ending-short' }),
      words.plainEmail({ kind: 'empty', part: 'login' }),
      words.plainEmail({ kind: 'empty', part: 'domain' }),
      words.plainEmail({ kind: 'characters', part: 'domain', characters: ['_'] }),
      words.plainEmail({ kind: 'characters', part: 'ending', characters: [...'абвгдежзик'] }),
    ]
  })
  for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*[.?]$/u)
  expect(new Set(sentences).size).toBe(sentences.length)
})
