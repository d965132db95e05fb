import type { FilledTemplate } from '../../domain/template.ts'
import { badRequest } from './ids.ts'

/** A place for a value in the host's templates. */
export const HOLE = /\{\{\s*(\w+)\s*\}\}/g
/** Longer values are cut by the host without a word (facts, 4.1). */
const VALUE_LENGTH = 1000

/** The names of a text's places, each once. */
export function holesIn(text: string | null | undefined): string[] {
  return [...new Set(Array.from((text ?? '').matchAll(HOLE), ([, name]) => name ?? ''))]
}

/** The values by name, as the host keeps them. The function throws `bad-request` for one that is missing or too long. */
export function valuesFrom({ variables }: FilledTemplate): (name: string) => string {
  return (name) => {
    const given = variables[name]
    if (given === undefined || given.trim() === '') throw badRequest(`The variable "${name}" is not filled.`)
    if (given.length > VALUE_LENGTH)
      throw badRequest(`The variable "${name}" is longer than ${VALUE_LENGTH} characters.`)
    return legible(given)
  }
}

/** The host takes `< > " '` out without a word; their printed sisters stay, so that no surname loses its apostrophe. */
function legible(value: string): string {
  const sisters: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '"': '”', "'": '’' }
  return value.replaceAll(/[<>"']/g, (sign) => sisters[sign] ?? sign)
}
