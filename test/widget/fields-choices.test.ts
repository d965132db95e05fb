import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOST_FIELDS } from '../../widget/stories/scenes-extras.ts'
import { splitAddresses } from '../../widget/new-session/fields/blind-copy.ts'
import { grouped, matching } from '../../widget/new-session/fields/choices.ts'
import { arranged, numberOf, valueOf } from '../../widget/new-session/fields/start-fields.ts'

describe('addresses of a blind copy (R-MAIL-1)', () => {
  const address = fc
    .tuple(fc.stringMatching(/^[a-z0-9._-]{1,12}$/), fc.stringMatching(/^[a-z]{1,8}\.[a-z]{2,4}$/))
    .map(([login, domain]) => `${login}@${domain}`)
  const between = fc.constantFrom(',', ', ', ';', '; ', ' ', '\n', '\r\n', ' ,\n', ',;')

  it('are found whatever stands between them, in their order, each once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(address), fc.array(between, { minLength: 1 }), (addresses, marks) => {
        const typed = addresses.map((one, at) => one + marks[at % marks.length]).join('')
        expect(splitAddresses(typed)).toEqual(addresses)
        expect(splitAddresses(`${typed} ${typed.toUpperCase()}`)).toEqual(addresses)
      }),
    )
  })

  it('lose nothing that was typed, right or wrong', () => {
    const word = fc.stringMatching(/^[^\s,;<>"]{1,20}$/)
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: (one) => one.toLowerCase() }), (words) => {
        expect(splitAddresses(words.join(' '))).toEqual(words)
      }),
    )
  })

  it('come out of what a mail program copies', () => {
    expect(
      splitAddresses('Pavel Serov <p.serov@example.com>, "Белова, Ирина" <irina@example.com>; x@example.com'),
    ).toEqual(['p.serov@example.com', 'irina@example.com', 'x@example.com'])
  })

  it('are none in blanks and marks alone', () => {
    expect(splitAddresses(' ,;\n ')).toEqual([])
  })
})

describe('choosing by a few letters (R-TAG-1, R-AFTER-1)', () => {
  const choices = ['Claim', 'Возврат денег', 'Учёт', 'Delivery claim', 'Payment'].map((name) => ({
    id: name,
    name,
  }))
  const names = (query: string) => matching(choices, query).map(({ name }) => name)

  it('finds every word anywhere, and shows first what begins with the query', () => {
    expect(names('claim')).toEqual(['Claim', 'Delivery claim'])
    expect(names('cla del')).toEqual(['Delivery claim'])
    expect(names('')).toHaveLength(choices.length)
    expect(names('zzz')).toEqual([])
  })

  it('takes ё for е, and letters of either case', () => {
    expect(names('УЧЕТ')).toEqual(['Учёт'])
    expect(names('денег возврат')).toEqual(['Возврат денег'])
  })

  it('groups by kind and counts on across the groups', () => {
    const people = [
      { id: '1', name: 'Olga', group: 'Operators' },
      { id: '2', name: 'Claims', group: 'Skills' },
      { id: '3', name: 'Irina', group: 'Operators' },
    ]
    expect(
      grouped(people).map(({ label, from, choices: all }) => [label, from, all.map(({ id }) => id)]),
    ).toEqual([
      ['Operators', 0, ['1', '3']],
      ['Skills', 2, ['2']],
    ])
  })
})

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

describe('the host’s own fields (R-MAIL-2)', () => {
  it('shows a few all at once', () => {
    expect(arranged(HOST_FIELDS.slice(0, 5), () => false).folded).toEqual([])
  })

  it('folds the optional ones when there are many, but none that was set', () => {
    const { seen, folded } = arranged(HOST_FIELDS, (id) => id === 'until')
    expect(ids(seen)).toEqual(['department', 'contract', 'until', 'agreed'])
    expect(seen.length + folded.length).toBe(HOST_FIELDS.length)
    expect(folded.every(({ required }) => !required)).toBe(true)
  })

  it('shows what the person has set, even to nothing, before what the host has put there', () => {
    const [department] = HOST_FIELDS
    if (!department) throw new Error('The story has no fields.')
    expect(valueOf(department, {})).toBe('2')
    expect(valueOf(department, { department: '' })).toBe('')
    expect(valueOf(department, { department: '3' })).toBe('3')
  })

  it('reads a number as it is written here', () => {
    expect(numberOf('1 250,50')).toBe('1250.50')
    expect(numberOf('-3')).toBe('-3')
    expect(numberOf('about ten')).toBe('about ten')
  })
})
