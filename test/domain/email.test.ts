import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressFits } from '../../src/domain/address.ts'
import { assessPlainEmail, type EmailPart } from '../../src/domain/email.ts'

const login = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/)
const name = fc.stringMatching(/^[A-Za-z0-9-]{1,15}$/)
const ending = fc.stringMatching(/^[A-Za-z]{2,6}$/)
const plain = fc
  .tuple(login, fc.array(name, { minLength: 1, maxLength: 2 }), ending)
  .map(([before, names, last]) => `${before}@${names.join('.')}.${last}`)

describe('R-ADDR-4: login@text.text2 or login@text.text.text2', () => {
  it.each(['login@text.te', 'login@text.text.te', 'first.last_x-1@sub-1.example.ru', 'A@1.COM'])(
    '%s may be used',
    (address) => {
      expect(assessPlainEmail(address)).toBeNull()
    },
  )

  it.each([
    ['ivan+crm@example.com', 'login', ['+']],
    ['иван@example.com', 'login', ['и', 'в', 'а', 'н']],
    ['a b!b!@example.com', 'login', [' ', '!']],
    ['a@b@example.com', 'login', ['@']],
    ['ivan@exam_ple.com', 'domain', ['_']],
    ['ivan@пример.com', 'domain', ['п', 'р', 'и', 'м', 'е']],
    ['ivan@example.c0m', 'ending', ['0']],
    ['ivan@example.рф', 'ending', ['р', 'ф']],
    ['ivan😀@example.com', 'login', ['😀']],
    ['<b>', 'login', ['<', '>']],
  ] as const)('%s: the characters that may not stand in its %s are named', (address, part, characters) => {
    expect(assessPlainEmail(address)).toEqual({ kind: 'characters', part, characters })
  })

  it.each([
    ['@example.com', { kind: 'empty', part: 'login' }],
    ['ivan@.com', { kind: 'empty', part: 'domain' }],
    ['ivan@mail..com', { kind: 'empty', part: 'domain' }],
    ['ivan', { kind: 'shape' }],
    ['ivan@example', { kind: 'shape' }],
    ['ivan@a.b.c.de', { kind: 'shape' }],
    ['ivan@example.c', { kind: 'ending-short' }],
    ['ivan@example.', { kind: 'ending-short' }],
    [`${'x'.repeat(250)}@a.de`, { kind: 'too-long' }],
  ])('%s is told what is wrong with it', (address, fault) => {
    expect(assessPlainEmail(address)).toEqual(fault)
  })

  it('every address of the grammar may be used, and fits a channel of letters', () => {
    fc.assert(
      fc.property(plain, (address) => {
        expect(assessPlainEmail(address)).toBeNull()
        expect(addressFits('email', address)).toBe(true)
      }),
    )
  })

  it('one strange character in any part is named, and it alone', () => {
    const allowed: Record<EmailPart, RegExp> = {
      login: /[A-Za-z0-9._-]/,
      domain: /[A-Za-z0-9.-]/,
      ending: /[A-Za-z.0-9-]/,
    }
    const strange = fc
      .tuple(
        fc.constantFrom<EmailPart>('login', 'domain', 'ending'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      )
      .filter(
        ([part, character]) =>
          [...character].length === 1 && character !== '@' && !allowed[part].test(character),
      )
    fc.assert(
      fc.property(login, name, ending, strange, fc.nat(), (before, middle, last, [part, character], at) => {
        const parts = { login: before, domain: middle, ending: last }
        const place = at % (parts[part].length + 1)
        parts[part] = parts[part].slice(0, place) + character + parts[part].slice(place)
        expect(assessPlainEmail(`${parts.login}@${parts.domain}.${parts.ending}`)).toEqual({
          kind: 'characters',
          part,
          characters: [character],
        })
      }),
    )
  })

  it('whatever is typed is answered, and what it lets pass is a whole address', () => {
    const whole = /^[\w.-]+@[\w-]+(\.[\w-]+)?\.[A-Za-z]{2,}$/
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (typed) => {
        expect(assessPlainEmail(typed) !== null || whole.test(typed)).toBe(true)
      }),
    )
  })
})
