import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessFields, type FieldValue, type StartField } from '../../src/domain/start-fields.ts'

const field = (kind: StartField['kind'], more: Partial<StartField> = {}): StartField => ({
  id: 'f-1',
  known: null,
  label: 'Contract',
  kind,
  required: false,
  choices: [
    { id: '5', name: 'Gold' },
    { id: '6', name: 'Silver' },
  ],
  initial: null,
  ...more,
})
const codes = (one: StartField, value?: FieldValue) =>
  assessFields([one], value === undefined ? {} : { 'f-1': value }).map(({ code }) => code)

describe('the host’s own fields (R-MAIL-2)', () => {
  it.each<[StartField['kind'], FieldValue, string[]]>([
    ['text', 'A-17', []],
    ['text', true, ['field-wrong']],
    ['long-text', 'many\nlines', []],
    ['number', '17.5', []],
    ['number', 'many', ['field-wrong']],
    ['date', '2026-11-21', []],
    ['date', '2026-04-31', ['field-wrong']],
    ['date', '21.11.2026', ['field-wrong']],
    ['list', '5', []],
    ['list', '7', ['field-wrong']],
    ['list', ['5'], ['field-wrong']],
    ['many', ['5', '6'], []],
    ['many', ['5', '7'], ['field-wrong']],
    ['yes-no', false, []],
    ['yes-no', 'yes', ['field-wrong']],
  ])('%s takes %j: %j', (kind, value, expected) => expect(codes(field(kind), value)).toEqual(expected))

  it('must be filled when they are required, and a plain no is an answer', () => {
    const empty: FieldValue[] = ['', ' ', []]
    for (const value of [...empty, undefined]) {
      expect(codes(field('text', { required: true }), value)).toEqual(['field-missing'])
      expect(codes(field('text'), value)).toEqual([])
    }
    expect(codes(field('yes-no', { required: true }), false)).toEqual([])
  })

  it('are only those the host describes', () => {
    fc.assert(
      fc.property(
        fc.string().filter((id) => id !== 'f-1'),
        (id) => {
          const found = assessFields([field('text')], { [id]: 'x' })
          expect(found.map(({ code }) => code)).toEqual(['field-wrong'])
        },
      ),
    )
  })

  it('are named by their label', () => {
    expect(assessFields([field('text', { required: true })], {})).toEqual([
      {
        code: 'field-missing',
        facts: { field: 'Contract' },
        remedy: { kind: 'fill', field: 'fields', name: 'f-1' },
      },
    ])
  })
})
