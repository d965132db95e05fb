import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCsv, type CsvFile } from '../../../src/gateway/batches/csv.ts'
import { SEPARATORS } from '../../../src/gateway/batches/separator.ts'
import { inPieces, whole, windows1251 } from './pieces.ts'

const read = async (file: CsvFile) => Array.fromAsync(file.rows())
const cellsOf = async (bytes: Uint8Array) =>
  (await read(await openCsv(whole(bytes), null))).map(({ cells }) => cells)

const ENCODINGS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'windows-1251': windows1251,
  'utf-16le with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be with a mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
}

// What people and spreadsheets put into cells: quotes, separators, line breaks, blanks around, and letters of ours.
const cell = fc.string({
  unit: fc.constantFrom(...'аЯё№ 7+a"\',;\t', '\n', '\r\n'),
  maxLength: 8,
})
const name = fc.string({ unit: fc.constantFrom(...'абвabc ,;"'), minLength: 1, maxLength: 6 })
const table = fc
  .record({ width: fc.integer({ min: 2, max: 5 }), height: fc.integer({ min: 0, max: 6 }) })
  .chain(({ width, height }) =>
    fc.record({
      header: fc.array(name, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    }),
  )
  .filter(({ header }) => header.some((each) => each.trim() !== ''))

describe('a CSV file', () => {
  it('is read as it was written, whatever its quotes, encoding, separator, line ends and pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...SEPARATORS),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(...Object.entries(ENCODINGS)),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async ({ header, rows }, delimiter, record_delimiter, [encoding, encode], quoted, sizes) => {
          // Яё and аё№ are a letter in UTF-8 as well: by these alone nobody can tell.
          fc.pre(
            encoding !== 'windows-1251' || !/[В-Я][ёЁ№]|[а-п][ёЁ№]{2}/.test(JSON.stringify([header, rows])),
          )
          const text = stringify([header, ...rows], {
            delimiter,
            record_delimiter,
            quoted,
            quoted_match: /[\r\n,;\t]/,
          })
          const file = await openCsv(inPieces(encode(text), sizes), null)
          expect(file.header).toEqual(header)
          const wanted = rows.filter((row) => row.some((each) => each.trim() !== ''))
          expect((await read(file)).map(({ cells }) => cells)).toEqual(wanted)
          const told = /[а-яё№]/i.test(text) ? encoding : 'utf-8, by nothing else'
          expect(told === 'utf-8, by nothing else' || told.startsWith(file.encoding())).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has separators found by its first line, or told by it', async () => {
    for (const [text, separator] of [
      ['a,b\n1,2\n', ','],
      ['a;b,c;d\n1;2;3\n', ';'],
      ['a\tb\n1\t2\n', '\t'],
      ['"x;y;z",b\n1,2\n', ','],
      ['sep=;\r\na,b;c\r\n1;2\r\n', ';'],
      ['only\n1\n', ','],
    ] as const)
      expect((await openCsv(whole(Buffer.from(text)), null)).separator).toBe(separator)
  })

  it('leaves empty lines out and knows in which line a row ends', async () => {
    const file = await openCsv(whole(Buffer.from('sep=;\r\n\r\na;b\r\n\r\n1;2\r\n;\r\n \r\n"3\n";4')), null)
    expect(file.header).toEqual(['a', 'b'])
    expect(await read(file)).toEqual([
      { line: 5, cells: ['1', '2'] },
      { line: 9, cells: ['3\n', '4'] },
    ])
  })

  it('takes a quote in the middle of a cell for a quote', async () => {
    expect(await cellsOf(Buffer.from('a;b\n1;ООО "Ромашка"\n'))).toEqual([['1', 'ООО "Ромашка"']])
  })

  it('never guesses at a row in another encoding than the rest', async () => {
    const utf8 = Buffer.concat([
      Buffer.from('a;имя\n1;Анна\n2;'),
      windows1251('Борис'),
      Buffer.from('\n3;Вера\n'),
    ])
    expect(await cellsOf(utf8)).toEqual([['1', 'Анна'], null, ['3', 'Вера']])
    const old = Buffer.concat([
      windows1251('a;имя\n1;Анна\n2;'),
      Buffer.from('Борис'),
      windows1251('\n3;Вера\n'),
    ])
    expect(await cellsOf(old)).toEqual([['1', 'Анна'], null, ['3', 'Вера']])
    const within = Buffer.concat([Buffer.from('a;b\n1;x\nИван;'), windows1251('Анна'), Buffer.from('\n')])
    expect(await cellsOf(within)).toEqual([['1', 'x'], null])
  })

  it('is held to what its sender says of the encoding', async () => {
    const file = await openCsv(whole(windows1251('a;b\nИван;2\n')), 'utf-8')
    expect(await read(file)).toEqual([{ line: 2, cells: null }])
  })

  it.each([
    ['empty', Buffer.from(''), 1],
    ['empty', Buffer.from('\r\n\r\n'), 1],
    ['spreadsheet', Buffer.from('PK\x03\x04 and so on'), 1],
    ['no-text', Buffer.from('a;b\n', 'utf16le'), 1],
    ['header-encoding', Buffer.concat([Buffer.from('имя;'), windows1251('имя'), Buffer.from('\n')]), 1],
    ['quote-not-closed', Buffer.from('a;b\n1;2\n"3;4\n5;6\n'), 4],
    ['row-too-long', Buffer.from(`a;b\n"${'x'.repeat(300_000)}";1\n`), 2],
  ])('as a whole is %s', async (kind, bytes, line) => {
    const reading = openCsv(whole(bytes), null).then(read)
    await expect(reading).rejects.toMatchObject({ kind, line })
  })
})
