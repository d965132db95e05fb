import type { WireTemplate } from '../../../src/wire/form.ts'
import { textPieces } from './parts.ts'
import type { TemplateCatalogue } from './words/en.ts'

type Variable = WireTemplate['variables'][number]

/** How a variable is called for people: hosts that number them have no other name for them. */
export function variableLabel({ name }: Pick<Variable, 'name'>, words: TemplateCatalogue): string {
  const number = /^(?:(?:header|button|body)[-_])?(\d+)$/.exec(name)?.[1]
  return number === undefined ? name.replaceAll('_', ' ') : words.place(number)
}

/** Variables by where they stand, in the order in which the customer reads. */
export interface VariableGroup {
  readonly title: string
  readonly variables: readonly Variable[]
}

/** Each link of a button is a group of its own, named by its button where that is known. */
export function variableGroups(template: WireTemplate, words: TemplateCatalogue): VariableGroup[] {
  const groups = new Map<string, Variable[]>()
  for (const part of ['header', 'body', 'button'] as const)
    for (const variable of template.variables) {
      if (variable.part !== part) continue
      const title = part === 'button' ? linkTitle(template, variable, words) : words.parts[part]
      groups.set(title, [...(groups.get(title) ?? []), variable])
    }
  return [...groups].map(([title, variables]) => ({ title, variables }))
}

function linkTitle({ buttons = [] }: WireTemplate, variable: Variable, words: TemplateCatalogue): string {
  const stands = (url: string | null): boolean =>
    url !== null && textPieces(url, { variables: [variable] }, {}).some(({ kind }) => kind === 'place')
  const button = buttons.find(({ url }) => stands(url))
  return button ? words.buttonLink(button.text) : words.parts.button
}

// Dear to make, and every row of the list needs the same.
const namers = new Map<string, Intl.DisplayNames>()
const named = new Map<string, string>()

/** `Russian`, `English (United States)`; as the host wrote it where that is no language. */
export function languageName(code: string, locale: string): string {
  const key = `${locale} ${code}`
  const name = named.get(key) ?? nameOf(code, locale)
  named.set(key, name)
  return name
}

function nameOf(code: string, locale: string): string {
  const namer = namers.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  namers.set(locale, namer)
  try {
    const name = namer.of(code.replaceAll('_', '-')) ?? code
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

/** Categories that messengers share have words; others stand as the host wrote them. */
export function categoryName(category: string, words: TemplateCatalogue): string {
  const known: Readonly<Record<string, string>> = words.categories
  const key = category.toLowerCase()
  return Object.hasOwn(known, key) ? (known[key] ?? category) : category
}
