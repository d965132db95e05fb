import { expect, it } from 'vitest'
import { reason } from '../../src/domain/reasons.ts'
import { reasonSentence } from '../../src/words/index.ts'
import { sizeInWords } from '../../src/words/sizes.ts'

const MB = 1024 * 1024
const plain = (text: string): string => text.replaceAll(/\s/g, ' ')

it.each([
  [0, '0 bytes', '0 байт'],
  [1023, '1,023 bytes', '1 023 байт'],
  [1024, '1 kB', '1 КБ'],
  [240_000, '234 kB', '234 КБ'],
  [1.5 * MB, '1.5 MB', '1,5 МБ'],
  [30 * MB, '30 MB', '30 МБ'],
])('%i bytes are said as %s and %s', (bytes, english, russian) => {
  expect([plain(sizeInWords(bytes, 'en')), plain(sizeInWords(bytes, 'ru'))]).toEqual([english, russian])
})

it('a limit is said in a size that people know', () => {
  const found = reason('attachment-too-large', null, {
    name: 'film.mov',
    bytes: 40 * MB,
    limitBytes: 30 * MB,
  })
  expect(reasonSentence(found, 'en')).toBe('“film.mov” is too large: at most 30\u00A0MB.')
})
