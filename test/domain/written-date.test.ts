import { expect, it } from 'vitest'
import { DATE_FORMS, writtenDate } from '../../src/domain/written-date.ts'

it.each([
  ['en', ['24 November', '24 November 2026', 'Tuesday 24 November', '24/11/2026']],
  ['en_US', ['November 24', 'November 24, 2026', 'Tuesday, November 24', '11/24/2026']],
  ['ru', ['24 ноября', '24 ноября 2026 г.', 'вторник, 24 ноября', '24.11.2026']],
  ['pt_BR', ['24 de novembro', '24 de novembro de 2026', 'terça-feira, 24 de novembro', '24/11/2026']],
] as const)('a day in a text in %s (R-TPL-5)', (language, expected) => {
  expect(DATE_FORMS.map((form) => writtenDate('2026-11-24', form, language))).toEqual(expected)
})

it.each([[null], [''], ['no language'], ['xx']])('stays as it is in a text in %j', (language) => {
  expect(writtenDate('2026-11-24', 'day-month', language)).toBe('2026-11-24')
})

it('leaves alone what is no day', () => {
  for (const text of ['', 'tomorrow', '2026-02-31', '24.11.2026'])
    expect(writtenDate(text, 'day-month', 'en')).toBe(text)
})
