import type { FieldValue, FieldValues } from '../../../src/domain/start-fields.ts'
import type { WireStartField } from '../../../src/wire/form.ts'
import type { FieldCatalogue } from './words/en.ts'

/** So many fields are seen at once; of more, the optional ones are folded away. */
const FEW = 5

/** Ours by our own words, the host's by its label. */
export function labelOf({ known, label }: WireStartField, words: FieldCatalogue): string {
  return known === null ? label : words.known[known]
}

/** What stands in the field: what the person has set, even to nothing; else what the host has put there. `null`: nothing. */
export function valueOf({ id, initial }: WireStartField, values: FieldValues): FieldValue | null {
  return values[id] ?? initial
}

/**
 * Which fields are seen at once, and which are folded under "More fields": the optional ones, when there are many. One that the person
 * has set is not hidden from them.
 */
export function arranged(
  fields: readonly WireStartField[],
  isSet: (id: string) => boolean,
): { readonly seen: readonly WireStartField[]; readonly folded: readonly WireStartField[] } {
  if (fields.length <= FEW) return { seen: fields, folded: [] }
  const isSeen = ({ required, id }: WireStartField): boolean => required || isSet(id)
  return { seen: fields.filter(isSeen), folded: fields.filter((field) => !isSeen(field)) }
}

/** A number as the rules read it: a decimal comma is a point, blanks between digits are none. */
export function numberOf(written: string): string {
  const tidy = written.replaceAll(/[\s\u00A0\u202F]/g, '').replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
  return Number.isFinite(Number(tidy)) ? tidy : written
}
