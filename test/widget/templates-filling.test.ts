import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../../src/domain/template.ts'
import { prefill, sourceOf } from '../../widget/new-session/templates/bindings.ts'
import { dateInWords } from '../../widget/new-session/templates/dates.ts'
import {
  categoryName,
  languageName,
  variableGroups,
  variableLabel,
} from '../../widget/new-session/templates/naming.ts'
import { textPieces } from '../../widget/new-session/templates/parts.ts'
import { english } from '../../widget/new-session/templates/words/en.ts'
import { russian } from '../../widget/new-session/templates/words/ru.ts'
import { CATALOGUE, GREETING, ORDER_READY } from '../../widget/stories/scenes-templates.ts'

const bindings = CATALOGUE.bindings[ORDER_READY.id]
const of = (name: string) => ORDER_READY.variables.find((one) => one.name === name)!
const bound = (value: string | null, fallback: string | null = null) => ({ source: 'Field', value, fallback })

describe('what the record fills in (R-TPL-6)', () => {
  it('is the value of the field, else the fallback, else nothing', () => {
    expect(prefill(GREETING, CATALOGUE.bindings[GREETING.id])).toEqual({
      name: 'Pavel',
      operator: 'your manager',
    })
    expect(prefill(ORDER_READY, bindings)).toEqual({ order: '', name: 'Pavel', shop: '', day: '', track: '' })
    expect(prefill(ORDER_READY, undefined)).toEqual({ order: '', name: '', shop: '', day: '', track: '' })
  })
  it('fits the kind: a day without its time, a choice in the spelling of the list', () => {
    const filled = prefill(ORDER_READY, {
      day: bound('2026-11-21T10:00:00.000Z'),
      shop: bound('nevsky 10'),
    })
    expect(filled).toMatchObject({ day: '2026-11-21', shop: 'Nevsky 10' })
    expect(prefill(ORDER_READY, { day: bound('tomorrow') })).toMatchObject({ day: '' })
  })
  it('does not take back what the person wrote, or has emptied', () => {
    const written = { name: 'Paul', order: '' }
    expect(prefill(ORDER_READY, bindings, written, bindings)).toMatchObject(written)
  })
  it('follows the record when another contact is chosen', () => {
    const other = { name: bound('Anna') }
    const before = prefill(ORDER_READY, bindings)
    expect(prefill(ORDER_READY, other, before, bindings)).toMatchObject({ name: 'Anna' })
    expect(prefill(ORDER_READY, other, { ...before, name: 'Paul' }, bindings)).toMatchObject({ name: 'Paul' })
  })

  it.each([
    ['the record has it', bound('Pavel'), 'Pavel', { kind: 'record', source: 'Field' }],
    ['the fallback stands in', bound(null, 'customer'), 'customer', { kind: 'fallback', source: 'Field' }],
    ['the field is empty', bound(''), '', { kind: 'empty', source: 'Field' }],
    ['the person wrote another', bound('Pavel'), 'Paul', { kind: 'own', source: 'Field', value: 'Pavel' }],
    ['the person emptied it', bound('Pavel'), '', { kind: 'own', source: 'Field', value: 'Pavel' }],
    ['the person filled what was empty', bound(null), 'Paul', null],
    ['it is not bound', undefined, 'Paul', null],
  ])('says where a value is from: %s', (_, binding, value, expected) => {
    expect(sourceOf(of('name'), binding, value)).toEqual(expected)
  })
  it('says that a value of the record does not fit', () => {
    expect(sourceOf(of('shop'), bound('Ligovsky 1'), '')).toEqual({
      kind: 'unfit',
      source: 'Field',
      value: 'Ligovsky 1',
    })
  })
})

describe('the preview', () => {
  it('reads as what will be sent, whatever stands in the values', () => {
    const values = fc.dictionary(fc.constantFrom('order', 'name', 'shop', 'day'), fc.string({ minLength: 1 }))
    fc.assert(
      fc.property(values, (filled) => {
        const sent = renderTemplate(ORDER_READY, filled)
        for (const part of ['header', 'body', 'footer'] as const) {
          const pieces = textPieces(ORDER_READY[part] ?? '', ORDER_READY, filled)
          const shown = pieces.map((piece) =>
            piece.kind === 'words' ? piece.text : piece.value || `{{${piece.name}}}`,
          )
          expect(shown.join('')).toBe(sent[part])
        }
      }),
    )
  })
  it('never fills a value again', () => {
    expect(textPieces('Good day, {{name}}', GREETING, { name: '{{operator}}' }).at(-1)).toEqual({
      kind: 'place',
      name: 'name',
      value: '{{operator}}',
    })
  })
  it('takes braces that are no variable for words', () => {
    expect(textPieces('a {{b}} c', GREETING, {})).toEqual([{ kind: 'words', text: 'a {{b}} c' }])
  })
})

describe('names for people', () => {
  it('groups variables by where they stand, links by their button (R-TPL-5)', () => {
    const groups = variableGroups(ORDER_READY, english)
    expect(groups.map(({ title, variables }) => [title, variables.map(({ name }) => name)])).toEqual([
      ['Header', ['order']],
      ['Text', ['name', 'shop', 'day']],
      ['Button link “Track the order”', ['track']],
    ])
    expect(variableGroups({ ...ORDER_READY, buttons: [] }, russian).at(-1)?.title).toBe('Ссылка кнопки')
  })
  it.each([
    ['1', 'Field 1'],
    ['header-2', 'Field 2'],
    ['header_1', 'Field 1'],
    ['order_number', 'order number'],
  ])('calls the variable %s “%s”', (name, label) => {
    expect(variableLabel({ name }, english)).toBe(label)
  })
  it('says a day as a calendar does, in no zone but its own', () => {
    expect(dateInWords('2026-11-21', 'en')).toMatch(/^Saturday,? 21 November 2026$/)
    expect(dateInWords('2026-11-21', 'ru')).toBe('суббота, 21 ноября 2026 г.')
    expect(dateInWords('2026-02-31', 'en')).toBeNull()
    expect(dateInWords('tomorrow', 'en')).toBeNull()
  })
  it('names languages and categories, and leaves alone what it does not know', () => {
    expect(languageName('pt_BR', 'en')).toBe('Brazilian Portuguese')
    expect(languageName('ru', 'ru')).toBe('Русский')
    expect(languageName('any language', 'en')).toBe('any language')
    expect(categoryName('UTILITY', russian)).toBe('Сервисные')
    expect(categoryName('toString', english)).toBe('toString')
  })
  it('has right plurals in Russian', () => {
    expect([1, 2, 5, 21, 2000].map(russian.found)).toEqual([
      '1 шаблон',
      '2 шаблона',
      '5 шаблонов',
      '21 шаблон',
      '2\u00A0000 шаблонов',
    ])
    expect(russian.toFill(3)).toBe('Осталось заполнить 3 поля')
  })
})
