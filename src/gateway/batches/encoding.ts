import { isUtf8 } from 'node:buffer'

/** What a list may be written in. */
export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be'

const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: Encoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** The byte order mark at the beginning, if there is one. */
export function markOf(
  beginning: Uint8Array,
): { readonly encoding: Encoding; readonly length: number } | null {
  const found = MARKS.find(({ bytes }) => bytes.every((byte, index) => beginning[index] === byte))
  return found ? { encoding: found.encoding, length: found.bytes.length } : null
}

/** UTF-16 as UTF-8, in which separators and quotes are single bytes; a half character at the end of a piece waits for the next. */
export async function* asUtf8(
  bytes: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}

const CYRILLIC = new TextDecoder('windows-1251')

/** Reads the cells of one file after another row, and finds out by the first letter beyond ASCII in which of two ways it is written. */
export interface CellReader {
  /** `null`: this row is written otherwise than the rest of the file, so nobody knows what it says. */
  read(cells: readonly Buffer[]): string[] | null
  /** What was found out; UTF-8 while there was nothing but ASCII. */
  encoding(): Encoding
}

/** @param told what a byte order mark or the sender says; `null`: nobody says. */
export function cellReader(told: 'utf-8' | 'windows-1251' | null): CellReader {
  let known = told
  return {
    encoding: () => known ?? 'utf-8',
    read(cells) {
      const beyond = cells.filter((cell) => !isAscii(cell))
      const utf8 = beyond.filter((cell) => isUtf8(cell))
      if (known === null && beyond.length > 0) known = utf8.length > 0 ? 'utf-8' : 'windows-1251'
      if (known !== 'windows-1251')
        return utf8.length < beyond.length ? null : cells.map((cell) => cell.toString('utf8'))
      return utf8.some(surely) ? null : cells.map((cell) => CYRILLIC.decode(cell))
    },
  }
}

/**
 * Words in windows-1251 are hardly ever UTF-8 by accident, and then they are letters of far away, such as «аё№»; two letters of ours
 * or signs of punctuation are none.
 */
function surely(utf8: Buffer): boolean {
  const beyond = utf8.toString('utf8').match(/[^\0-\x7f]/gu) ?? []
  return beyond.length > 1 && beyond.every((sign) => /[\u00a0-\u00ff\u0400-\u052f\u2000-\u22ff]/u.test(sign))
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false
  return true
}
