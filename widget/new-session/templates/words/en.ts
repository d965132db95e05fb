import type { Source } from '../bindings.ts'
import { LABELS } from './labels.ts'

const SOURCES: { [K in Source['kind']]: (source: string, value: string) => string } = {
  record: (source) => `From ${source}`,
  fallback: (source) => `${source} is empty: this stands in for it`,
  empty: (source) => `${source} is empty in the record: write it here`,
  unfit: (source, value) => `“${value}” from ${source} does not fit here`,
  own: (source, value) => `${source} has “${value}”`,
}

/** The words of templates in English; the shape of every other language. */
export const english = {
  template: LABELS.en.template,
  chooseTemplate: 'Choose a template',
  search: 'Search templates by name or text',
  category: 'Category',
  anyCategory: 'All categories',
  categories: { marketing: 'Marketing', utility: 'Utility', authentication: 'Authentication' },
  language: 'Language',
  anyLanguage: 'All languages',
  recent: 'Used lately',
  found: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'template' : 'templates'}`,
  more: (count: number) => `${count.toLocaleString('en')} more: go on typing to narrow it down.`,
  nothing: 'No template has these words.',
  showAll: 'Show all templates',
  none: 'No approved template may be sent here.',
  noneHelp: 'When one is approved for this channel, it appears in this list.',
  loading: LABELS.en.loading,
  close: 'Close the list',
  change: 'Change',
  remove: 'Remove',
  removeKept: 'Remove: your text comes back',
  gone: 'This template may not be sent here any more. Choose another.',

  preview: 'What the customer will see',
  empty: (label: string) => `${label}: empty`,
  place: (number: string) => `Field ${number}`,
  parts: { header: 'Header', body: LABELS.en.text, button: 'Button link' },
  buttonLink: (button: string) => `Button link “${button}”`,
  toFill: (count: number) => (count === 1 ? 'One field is still empty' : `${count} fields are still empty`),
  choose: 'Choose',
  example: (example: string) => `For example, ${example}`,
  date: (words: string, value: string) => `${words}; written in the message as ${value}`,
  source: (source: Source) => SOURCES[source.kind](source.source, 'value' in source ? source.value : ''),
  takeBack: 'Use it',

  header: 'Header',
  footer: 'Footer',
  mayStayEmpty: 'May stay empty',
  of: (length: number, limit: number) => `${length} of ${limit}`,
}

/** What every language must say. A missing word is a type error. */
export type TemplateCatalogue = typeof english
