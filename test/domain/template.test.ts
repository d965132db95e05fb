import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assessTemplate,
  assessTyped,
  renderTemplate,
  templateText,
  writtenValues,
  type Template,
  type TemplateVariable,
} from '../../src/domain/template.ts'

const variable = (name: string, more: Partial<TemplateVariable> = {}): TemplateVariable => ({
  name,
  part: 'body',
  kind: 'text',
  choices: [],
  example: null,
  ...more,
})
const TEMPLATE: Template = {
  id: 't-1',
  name: 'Order is ready',
  language: 'en',
  category: 'UTILITY',
  header: 'Good day, {{who}}',
  body: 'Your order {{number}} is ready on {{ day }}, {{place}}.',
  footer: 'Team Northwind',
  variables: [
    variable('who', { part: 'header' }),
    variable('number'),
    variable('day', { kind: 'date' }),
    variable('place', { kind: 'list', choices: ['at the shop', 'by post'] }),
    variable('path', { part: 'button' }),
  ],
  buttons: [{ text: 'Open the order', url: 'https://example.com/{{path}}' }],
}
const FILLED = { who: 'Pavel', number: '7741', day: '2026-11-21', place: 'by post', path: 'orders/7741' }

describe('a template', () => {
  it('reads as the customer will see it, in all its parts', () => {
    const shown = renderTemplate(TEMPLATE, FILLED)
    expect(shown).toEqual({
      header: 'Good day, Pavel',
      body: 'Your order 7741 is ready on 2026-11-21, by post.',
      footer: 'Team Northwind',
      buttons: [{ text: 'Open the order', url: 'https://example.com/orders/7741' }],
    })
    expect(templateText(shown)).toBe(
      'Good day, Pavel\nYour order 7741 is ready on 2026-11-21, by post.\nTeam Northwind',
    )
  })

  it('has a date as its language writes it, where the form is said; the rest stays as it is (R-TPL-5)', () => {
    const variables = [
      variable('day', { kind: 'date', written: 'day-month' }),
      variable('word', { written: 'digits' }),
    ]
    const written = (language: string | null, day: string) =>
      writtenValues({ language, variables }, { day, word: day, other: day })
    expect(written('ru', '2026-11-24')).toEqual({ day: '24 ноября', word: '2026-11-24', other: '2026-11-24' })
    expect(written('en', '')).toEqual({ day: '', word: '', other: '' })
    const ready = { ...TEMPLATE, variables: [variable('day', { kind: 'date', written: 'weekday' })] }
    expect(renderTemplate(ready, FILLED).body).toContain('is ready on Saturday 21 November')
  })

  it('shows where a variable is still empty', () => {
    expect(renderTemplate(TEMPLATE, { ...FILLED, number: '' }).body).toContain('{{number}}')
    expect(renderTemplate(TEMPLATE, {}).header).toBe('Good day, {{who}}')
  })

  it('never fills what a value itself looks like', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('{{number}}', '{{who}}', '$&', '$1', '{{constructor}}'),
        (a, b) => {
          const value = `${a}${b}`
          expect(renderTemplate(TEMPLATE, { ...FILLED, who: value }).header).toBe(`Good day, ${value}`)
        },
      ),
    )
  })

  it('knows no variable that an object has by birth', () => {
    const odd = { ...TEMPLATE, body: '{{constructor}} {{toString}}', variables: [variable('toString')] }
    expect(renderTemplate(odd, {}).body).toBe('{{constructor}} {{toString}}')
    expect(assessTemplate(odd, {}).map(({ code }) => code)).toEqual(['variable-missing'])
  })
})

describe('the variables of a template (R-TPL-5)', () => {
  it('may go when every one is filled, header and button included', () => {
    expect(assessTemplate(TEMPLATE, FILLED)).toEqual([])
  })

  it.each(Object.keys(FILLED))('may not go while %s is empty or blank', (name) => {
    for (const value of ['', ' \t'])
      expect(assessTemplate(TEMPLATE, { ...FILLED, [name]: value })).toEqual([
        { code: 'variable-missing', facts: { name }, remedy: { kind: 'fill', field: 'variables', name } },
      ])
  })

  it.each([
    ['day', '21.11.2026'],
    ['day', '2026-02-30'],
    ['day', 'tomorrow'],
    ['place', 'by pigeon'],
  ])('%s may not be %j', (name, value) => {
    expect(assessTemplate(TEMPLATE, { ...FILLED, [name]: value }).map(({ code }) => code)).toEqual([
      'variable-wrong',
    ])
  })

  it('names each that is missing, once', () => {
    const names = Object.keys(FILLED)
    fc.assert(
      fc.property(fc.subarray(names), (missing) => {
        const values = Object.fromEntries(Object.entries(FILLED).filter(([name]) => !missing.includes(name)))
        expect(assessTemplate(TEMPLATE, values).map(({ facts }) => facts['name'])).toEqual(missing)
      }),
    )
  })
})

describe('header and footer typed by hand (R-TPL-3)', () => {
  it.each([
    [61, 61, []],
    [62, 61, ['header-too-long']],
    [61, 62, ['footer-too-long']],
    [62, 62, ['header-too-long', 'footer-too-long']],
  ])('of %i and %i characters', (header, footer, expected) => {
    const typed = { header: 'x'.repeat(header), footer: 'x'.repeat(footer) }
    expect(assessTyped(typed).map(({ code }) => code)).toEqual(expected)
  })
  it('may be absent', () => expect(assessTyped({ header: null, footer: null })).toEqual([]))
})
