import type { WireTemplate } from '../../../src/wire/form.ts'
import { textPieces } from './parts.ts'
import { fold } from './search.ts'

/** A piece of a line; `hit`: it is what was looked for. */
export interface MarkedPiece {
  readonly text: string
  readonly hit: boolean
}

// About what fits into two lines of the list.
const LENGTH = 160
const BEFORE = 40

/**
 * Two lines of the template's texts: the beginning, or where the first word that was typed stands when that is further on. `inPlace`
 * says what stands where a variable is.
 */
export function excerpt(
  template: WireTemplate,
  typed: string,
  inPlace: (variable: string) => string,
): string {
  const { header, body, footer } = template
  const text = [header, body, footer]
    .filter((part) => part !== null)
    .map((part) =>
      textPieces(part, template, {})
        .map((piece) => (piece.kind === 'words' ? piece.text : inPlace(piece.name)))
        .join(''),
    )
    .join(' · ')
    .replaceAll(/\s+/g, ' ')
  const at = Math.min(...hits(text, typed).map(({ start }) => start), text.length)
  if (at === text.length || at < LENGTH - BEFORE) return text.slice(0, LENGTH * 2)
  const from = text.lastIndexOf(' ', at - BEFORE) + 1
  return `… ${text.slice(from, from + LENGTH * 2)}`
}

/** The text cut where the typed words stand in it. */
export function marked(text: string, typed: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let end = 0
  for (const { start, stop } of hits(text, typed)) {
    if (start > end) pieces.push({ text: text.slice(end, start), hit: false })
    if (stop > end) pieces.push({ text: text.slice(Math.max(start, end), stop), hit: true })
    end = Math.max(end, stop)
  }
  if (end < text.length || text === '') pieces.push({ text: text.slice(end), hit: false })
  return pieces
}

/** Where the words stand, in order. Each character is folded by itself, so that places in the folded text are those of the text. */
function hits(text: string, typed: string): { start: number; stop: number }[] {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const folded = Array.from({ length: text.length }, (_, at) => foldedAt(text.charAt(at))).join('')
  return words
    .flatMap((word) => {
      const found: { start: number; stop: number }[] = []
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
        found.push({ start: at, stop: at + word.length })
      return found
    })
    .toSorted((a, b) => a.start - b.start)
}

// Folding one character costs more than all else here, and texts are made of few different ones.
const FOLDED = new Map<string, string>()

/** One character for one, whatever it is made of. */
function foldedAt(character: string): string {
  const known = FOLDED.get(character)
  if (known !== undefined) return known
  const folded = fold(character)
  const one = folded.length === 1 ? folded : ' '
  FOLDED.set(character, one)
  return one
}
