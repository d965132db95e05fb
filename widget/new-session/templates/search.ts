import type { WireCatalogue, WireTemplate } from '../../../src/wire/form.ts'

/** A template with what is looked at while somebody types, made once for each catalogue. */
export interface TemplateEntry {
  readonly template: WireTemplate
  /** Used lately by this operator. */
  readonly recent: boolean
  /** Name, and name with all texts, folded: see `fold`. */
  readonly name: string
  readonly all: string
}

/** `''`: any. */
export interface TemplateQuery {
  readonly words: string
  readonly category: string
  readonly language: string
}

/** Letters alone matter: case, accents (and so `ё` and `й`), underscores and runs of blanks do not. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
}

/** In the order in which they are offered: those used lately, the newest first, then by name. */
export function templateEntries({ items, recent }: Pick<WireCatalogue, 'items' | 'recent'>): TemplateEntry[] {
  const rank = new Map(recent.map((id, index) => [id, index]))
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  const place = ({ id }: WireTemplate): number => rank.get(id) ?? recent.length
  return items
    .toSorted((a, b) => place(a) - place(b) || collator.compare(a.name, b.name))
    .map((template) => {
      const { id, name, header, body, footer } = template
      // What a variable is called stands in no text that a person has read.
      const texts = [header, body, footer].join(' ').replaceAll(/\{\{[^{}]*\}\}/g, ' ')
      return { template, recent: rank.has(id), name: fold(name), all: fold(`${name} ${texts}`) }
    })
}

// Folding all texts is the dear part, and the list may be opened again and again.
const kept = new WeakMap<WireCatalogue, TemplateEntry[]>()

/** The entries of a catalogue, made once. */
export function entriesOf(catalogue: WireCatalogue | null): readonly TemplateEntry[] {
  if (!catalogue) return []
  const entries = kept.get(catalogue) ?? templateEntries(catalogue)
  kept.set(catalogue, entries)
  return entries
}

/**
 * Those that have every word somewhere in their name or texts. A name that begins with what was typed comes first, then names
 * that have all of it, then texts; inside of each the order stays.
 */
export function findTemplates(entries: readonly TemplateEntry[], query: TemplateQuery): TemplateEntry[] {
  const typed = fold(query.words)
  const words = typed.split(' ').filter((word) => word !== '')
  const begins: TemplateEntry[] = []
  const named: TemplateEntry[] = []
  const told: TemplateEntry[] = []
  for (const entry of entries) {
    const { category, language } = entry.template
    if (query.category !== '' && category !== query.category) continue
    if (query.language !== '' && language !== query.language) continue
    if (!words.every((word) => entry.all.includes(word))) continue
    if (entry.name.startsWith(typed)) begins.push(entry)
    else if (words.every((word) => entry.name.includes(word))) named.push(entry)
    else told.push(entry)
  }
  return [...begins, ...named, ...told]
}

/** What there is to choose from in a filter, each once, in the order of the alphabet; fewer than two are no choice. */
export function choicesOf(items: readonly WireTemplate[], part: 'category' | 'language'): string[] {
  const found = new Set(items.map((template) => template[part]).filter((one) => one !== null))
  return found.size > 1 ? [...found].toSorted() : []
}
