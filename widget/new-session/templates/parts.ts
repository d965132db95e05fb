import type { WireTemplate } from '../../../src/wire/form.ts'

/** A piece of a template's text: its own words, or a place for a value. `value: ''` while the place is empty. */
export type TextPiece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'place'; readonly name: string; readonly value: string }

const PLACE = /\{\{\s*([^{}]+?)\s*\}\}/g

/** The text cut at its places. A place that is no variable of the template is words, as the host would send it. */
export function textPieces(
  text: string,
  template: Pick<WireTemplate, 'variables'>,
  values: Readonly<Record<string, string>>,
): TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  const words = (until: number): void => {
    if (until > end) pieces.push({ kind: 'words', text: text.slice(end, until) })
  }
  for (const found of text.matchAll(PLACE)) {
    const name = found[1] ?? ''
    if (!template.variables.some((variable) => variable.name === name)) continue
    words(found.index)
    pieces.push({ kind: 'place', name, value: own(values, name) ?? '' })
    end = found.index + found[0].length
  }
  words(text.length)
  return pieces
}

/** What stands in a record under this name; what every object has by birth does not count. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined
}
