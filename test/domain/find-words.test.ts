import { expect, test } from 'vitest'
import { findWords } from '../../src/domain/find-words.ts'

/** What was found, as it stands in the text. */
const found = (text: string, words: string) =>
  findWords(text, words).map(([start, end]) => text.slice(start, end))

test.each([
  ['Ещё одна ёлка', 'ЕЩЕ', ['Ещё']],
  ['Елка', 'ёлка', ['Елка']],
  // As some phones write them: the letter and its accent are two characters.
  ['Мой э\u0301то и\u0306од', 'йод', ['и\u0306од']],
  ['Мои вещи', 'мой', []],
  ['A Cafe\u0301 in Zürich', 'café', ['Cafe\u0301']],
  ['Un café crème', 'CAFE CREME', ['café crème']],
  ['Ελλάδα', 'ελλαδα', ['Ελλάδα']],
  ['İstanbul', 'istanbul', ['İstanbul']],
  ['co\u00ADoperate', 'cooperate', ['co\u00ADoperate']],
  ['Straße, straße', 'STRASSE', []],
  ['two\u00A0\n words', 'two words', ['two\u00A0\n words']],
  ['a.*(b)[c]{2}^$|\\+?/-', '.*(b)[c]{2}^$|\\+?/-', ['.*(b)[c]{2}^$|\\+?/-']],
  ['8-912-345, e-mail', '912-345', ['912-345']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['Fine 👩🏽‍🔧 work', '👩🏽‍🔧 work', ['👩🏽‍🔧 work']],
  ['anything', '   ', []],
])('in “%s” “%s” is found as it stands there', (text, words, expected) => {
  expect(found(text, words)).toEqual(expected)
})

test('a mark that begins a text, and a text of marks alone, are no hindrance', () => {
  expect(found('\u0301abc', 'abc')).toEqual(['abc'])
  expect(found('\u200B\u200B', 'ab')).toEqual([])
})
