import { Readable } from 'node:stream'
import { CsvError, parse, type Info } from 'csv-parse'
import { asUtf8, cellReader, markOf, type Encoding } from './encoding.ts'
import { firstLineEnd, separatorOf, toldSeparator, type Separator } from './separator.ts'

/** A row of a file. `cells: null`: its encoding is another than that of the file. */
export interface CsvRow {
  /** Where it ends in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[] | null
}

export interface CsvFile {
  readonly header: readonly string[]
  readonly separator: Separator
  /** Rows below the header, empty ones left out. @throws CsvFault. */
  rows(): AsyncGenerator<CsvRow>
  /** What it is written in, as far as it was read. */
  encoding(): Encoding
}

/** What is wrong with a file as a whole. */
export class CsvFault extends Error {
  override readonly name = 'CsvFault'
  readonly kind: 'empty' | 'no-text' | 'spreadsheet' | 'header-encoding' | 'quote-not-closed' | 'row-too-long'
  readonly line: number
  constructor(kind: CsvFault['kind'], line = 1) {
    super(`The file cannot be read: ${kind}.`)
    this.kind = kind
    this.line = line
  }
}

// In bytes. A longer first line has no separator worth finding; a longer row is a quote that was never closed.
const LONGEST_FIRST_LINE = 64 * 1024
const LONGEST_ROW = 256 * 1024

/**
 * Reads a file of cells as it comes: commas, semicolons or tabs, any line ends, quotes, a byte order mark, UTF-8, windows-1251, UTF-16.
 * @param charset what the sender says it is written in. @throws CsvFault when there is no header to be read.
 */
export async function openCsv(source: AsyncIterator<Uint8Array>, charset: Encoding | null): Promise<CsvFile> {
  const first = await atLeast(source, new Uint8Array(), 4)
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3 && first[3] === 4)
    throw new CsvFault('spreadsheet')
  const mark = markOf(first)
  const encoding = mark?.encoding ?? charset
  const raw = joined(first.subarray(mark?.length ?? 0), source)
  const bytes = encoding === 'utf-16le' || encoding === 'utf-16be' ? asUtf8(raw, encoding) : raw
  const { beginning, rest, separator, above } = await firstLine(bytes)
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const reader = cellReader(wide ? 'utf-8' : encoding)
  const records = recordsOf(joined(beginning, rest), separator)
  const header = await records.next()
  if (header.done) throw new CsvFault('empty')
  const names = reader.read(header.value.cells)
  if (!names) throw new CsvFault('header-encoding')
  return {
    header: names,
    separator,
    encoding: () => (wide ? encoding : reader.encoding()),
    async *rows() {
      for await (const { line, cells } of records) yield { line: line + above, cells: reader.read(cells) }
    },
  }
}

interface Begun {
  readonly beginning: Uint8Array
  readonly rest: AsyncIterator<Uint8Array>
  readonly separator: Separator
  /** How many lines stand above the header. */
  readonly above: number
}

/** Looks at the first line, and takes it away where it only names the separator. */
async function firstLine(bytes: AsyncIterable<Uint8Array>): Promise<Begun> {
  const rest = bytes[Symbol.asyncIterator]()
  let beginning: Uint8Array = new Uint8Array()
  let end: number | null = null
  while (end === null && beginning.length < LONGEST_FIRST_LINE) {
    const longer = await atLeast(rest, beginning, beginning.length + 1)
    if (longer.length === beginning.length) break
    beginning = longer
    end = firstLineEnd(beginning)
  }
  if (beginning.includes(0)) throw new CsvFault('no-text')
  const line = Buffer.from(beginning.subarray(0, end ?? beginning.length)).toString('latin1')
  const told = toldSeparator(line)
  if (told !== null && end !== null)
    return { beginning: beginning.subarray(end), rest, separator: told, above: 1 }
  return { beginning, rest, separator: separatorOf(line), above: 0 }
}

async function* recordsOf(
  bytes: AsyncIterable<Uint8Array>,
  separator: Separator,
): AsyncGenerator<{ readonly line: number; readonly cells: readonly Buffer[] }> {
  const parser = Readable.from(bytes, { objectMode: false }).compose(
    parse({
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      // Cells stay bytes: in which way they are written is found out row by row.
      encoding: null,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // A quote in the middle of a cell is a quote: ООО "Ромашка".
      relax_quotes: true,
      max_record_size: LONGEST_ROW,
    }),
  ) as AsyncIterable<{ readonly info: Info; readonly record: readonly Buffer[] }>
  try {
    for await (const { info, record } of parser)
      if (record.some((cell) => cell.toString('latin1').trim() !== ''))
        yield { line: info.lines, cells: record }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines'] ?? 1)
    throw new CsvFault(error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'quote-not-closed', line)
  }
}

/** What was read already, and more until there is so much of it or nothing left. */
async function atLeast(
  source: AsyncIterator<Uint8Array>,
  already: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  let bytes = already
  while (bytes.length < length) {
    const { done, value } = await source.next()
    if (done) break
    bytes = bytes.length === 0 ? value : Buffer.concat([bytes, value])
  }
  return bytes
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first
  for (;;) {
    const { done, value } = await rest.next()
    if (done) return
    yield value
  }
}
