import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, marked } from '../../widget/new-session/templates/excerpt.ts'
import {
  choicesOf,
  findTemplates,
  fold,
  templateEntries,
  type TemplateQuery,
} from '../../widget/new-session/templates/search.ts'
import { CATALOGUE, GREETING, manyTemplates, ORDER_READY } from '../../widget/stories/scenes-templates.ts'

const ANY: TemplateQuery = { words: '', category: '', language: '' }
const entries = templateEntries(CATALOGUE)
const make = (name: string, body: string) => ({ ...GREETING, id: name, name, body })
const bare = (name: string): string => `[${name}]`
const names = (part: Partial<TemplateQuery>): string[] =>
  findTemplates(entries, { ...ANY, ...part }).map(({ template }) => template.name)

describe('the order of templates', () => {
  it('is those used lately, the newest first, then by name', () => {
    expect(names({})).toEqual(['order_ready', 'greeting', 'login_code', 'payment_reminder'])
  })
  it('counts as people do: 2 before 10', () => {
    const items = ['offer_10', 'offer_2', 'Offer_1'].map((name) => ({ ...GREETING, id: name, name }))
    const found = templateEntries({ items, recent: [] }).map(({ template }) => template.name)
    expect(found).toEqual(['Offer_1', 'offer_2', 'offer_10'])
  })
  it('marks those used lately, and ids that are gone disturb nothing', () => {
    const found = templateEntries({ items: CATALOGUE.items, recent: ['gone', GREETING.id] })
    expect(found[0]).toMatchObject({ template: GREETING, recent: true })
    expect(found.filter(({ recent }) => recent)).toHaveLength(1)
  })
})

describe('searching templates', () => {
  it.each([
    ['a part of the name', 'ready', ['order_ready']],
    ['the name with a blank for its underscore', 'order ready', ['order_ready']],
    ['letters of any case', 'GREET', ['greeting']],
    ['words of the text', 'tell anybody', ['login_code']],
    ['words of the header', 'order', ['order_ready', 'greeting']],
    ['words of the footer', 'orders', ['order_ready']],
    ['nothing that has only one of two words', 'xyz greeting', []],
    ['words in another order', 'les greeting', ['greeting']],
    ['Russian without its dots', 'счет', ['payment_reminder']],
    ['Russian with them', 'счёт', ['payment_reminder']],
    ['no names of variables', 'operator', []],
    ['nothing that is anywhere', 'xyz', []],
    ['only blanks', '   ', ['order_ready', 'greeting', 'login_code', 'payment_reminder']],
  ])('finds %s', (_, words, expected) => {
    expect(names({ words })).toEqual(expected)
  })

  it('puts names that begin so first, then names that have it, then texts', () => {
    const items = [make('a', 'code inside'), make('my_code', ''), make('code', ''), make('z', 'none')]
    const found = findTemplates(templateEntries({ items, recent: [] }), { ...ANY, words: 'code' })
    expect(found.map(({ template }) => template.name)).toEqual(['code', 'my_code', 'a'])
  })

  it('keeps to the category and the language', () => {
    expect(names({ category: 'MARKETING' })).toEqual(['greeting'])
    expect(names({ language: 'ru' })).toEqual(['payment_reminder'])
    expect(names({ language: 'ru', category: 'MARKETING' })).toEqual([])
  })

  it('offers a filter only where there is more than one to choose', () => {
    expect(choicesOf(CATALOGUE.items, 'language')).toEqual(['en', 'ru'])
    expect(choicesOf([GREETING, ORDER_READY], 'language')).toEqual([])
    expect(choicesOf([{ ...GREETING, category: null }], 'category')).toEqual([])
  })
})

describe('whatever is typed', () => {
  const many = templateEntries({ items: manyTemplates(300), recent: ['t-7', 't-3'] })
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('order', 'Good day', 'numb', 'order_00', 'ORDER 9', 'minute time'),
  )

  it('is found as each word says: all that have every word, and nothing else', () => {
    fc.assert(
      fc.property(words, (typed) => {
        const wanted = fold(typed).split(' ')
        const found = new Set(findTemplates(many, { ...ANY, words: typed }))
        for (const entry of many)
          expect(found.has(entry)).toBe(wanted.every((word) => entry.all.includes(word)))
      }),
    )
  })
  it('never brings more by going on typing', () => {
    fc.assert(
      fc.property(words, fc.string(), (typed, more) => {
        const before = new Set(findTemplates(many, { ...ANY, words: typed }))
        for (const entry of findTemplates(many, { ...ANY, words: typed + more }))
          expect(before.has(entry)).toBe(true)
      }),
    )
  })
  it('is folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
  it('is marked without changing a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), words, (text, typed) => {
        expect(
          marked(text, typed)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})

describe('what is shown of a found text', () => {
  const long = {
    ...GREETING,
    body: `${'Nothing to see here. '.repeat(20)}The courier calls before. ${'And so on. '.repeat(20)}`,
  }

  it('is its beginning while nothing is typed', () => {
    expect(excerpt(long, '', bare)).toMatch(/^Nothing to see here\./)
  })
  it('is the place where the word stands when that is far on', () => {
    expect(excerpt(long, 'courier', bare)).toMatch(/^… .*courier calls before/)
    expect(excerpt(long, 'courier', bare).indexOf('courier')).toBeLessThan(60)
  })
  it('has something of its own where a variable stands', () => {
    expect(excerpt(GREETING, '', (name) => (name === 'name' ? 'Pavel' : `[${name}]`))).toMatch(
      /^Good day, Pavel\. This is \[operator\] of/,
    )
  })
  it('marks each word where it stands, whatever its case and accents', () => {
    expect(marked('Счёт и счета', 'счет')).toEqual([
      { text: 'Счёт', hit: true },
      { text: ' и ', hit: false },
      { text: 'счет', hit: true },
      { text: 'а', hit: false },
    ])
  })
})
