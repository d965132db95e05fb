import { isDate } from './dates.ts'
import { reason, type Reason } from './reasons.ts'
import { writtenDate, type DateForm } from './written-date.ts'

/** A text approved by the channel's owner (R-TPL-*). Its own words cannot be edited, only its variables filled. */
export interface Template {
  readonly id: string
  readonly name: string
  /** BCP 47, as the host writes it. */
  readonly language: string | null
  readonly category: string | null
  /** Texts with `{{name}}` where a variable stands; `null` where the template has no such part. */
  readonly header: string | null
  readonly body: string
  readonly footer: string | null
  /** Every variable must be filled; header and URL-button variables count too (R-TPL-5). */
  readonly variables: readonly TemplateVariable[]
  /** As the customer will see them, with `{{name}}` in an address that has a variable. Absent: none. */
  readonly buttons?: readonly { readonly text: string; readonly url: string | null }[]
}

export interface TemplateVariable {
  /** Unique in the template, as in its texts. */
  readonly name: string
  readonly part: 'header' | 'body' | 'button'
  readonly kind: 'text' | 'date' | 'list'
  /** The values to choose from, for `list`. */
  readonly choices: readonly string[]
  readonly example: string | null
  /** In which form the customer reads a `date`. Absent: as `2026-11-24`. */
  readonly written?: DateForm
}

/** A template with its variables filled, as it goes to the host. */
export interface FilledTemplate {
  readonly id: string
  readonly variables: Readonly<Record<string, string>>
}

/** A template typed by hand, because the catalogue is empty or cannot be reached (R-TPL-3). Its text stands in the message. */
export interface TypedTemplate {
  readonly header: string | null
  readonly footer: string | null
}

/** R-TPL-3: of header and footer each, in UTF-16 units. */
export const TYPED_PART_LIMIT = 61

/** What the customer will read; variables that are not filled stand as `{{name}}`. */
export interface RenderedTemplate {
  readonly header: string | null
  readonly body: string
  readonly footer: string | null
  readonly buttons: readonly { readonly text: string; readonly url: string | null }[]
}

/** The values as the customer reads them: a day of the calendar in the form and language of the template (R-TPL-5). */
export function writtenValues(
  { language, variables: places }: Pick<Template, 'language' | 'variables'>,
  variables: FilledTemplate['variables'],
): Record<string, string> {
  const forms = new Map(
    places.map(({ name, kind, written }) => [name, kind === 'date' ? written : undefined]),
  )
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const form = forms.get(name)
      return [name, form ? writtenDate(value, form, language) : value]
    }),
  )
}

/** Fills the texts of the template; what a value itself looks like (`{{x}}`) is never filled again. */
export function renderTemplate(template: Template, given: FilledTemplate['variables']): RenderedTemplate {
  const variables = writtenValues(template, given)
  const fill = (text: string): string =>
    text.replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined
      return value === undefined || value === '' ? whole : value
    })
  const { header, body, footer, buttons = [] } = template
  return {
    header: header === null ? null : fill(header),
    body: fill(body),
    footer: footer === null ? null : fill(footer),
    buttons: buttons.map(({ text, url }) => ({ text, url: url === null ? null : fill(url) })),
  }
}

/** The whole of a rendered template as one text: for the journal, previews, and hosts that keep only text. */
export function templateText({ header, body, footer }: Omit<RenderedTemplate, 'buttons'>): string {
  return [header, body, footer].filter((part) => part !== null && part !== '').join('\n')
}

/** Which variables are missing or wrong (R-TPL-5). Dates as `2026-11-21`; list values must be among the choices. */
export function assessTemplate(template: Template, variables: FilledTemplate['variables']): Reason[] {
  return template.variables.flatMap(({ name, kind, choices }): Reason[] => {
    const remedy = { kind: 'fill', field: 'variables', name } as const
    const value = (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? ''
    if (value.trim() === '') return [reason('variable-missing', remedy, { name })]
    const wrong = (kind === 'list' && !choices.includes(value)) || (kind === 'date' && !isDate(value))
    return wrong ? [reason('variable-wrong', remedy, { name })] : []
  })
}

/** Header and footer typed by hand (R-TPL-3). */
export function assessTyped({ header, footer }: TypedTemplate): Reason[] {
  const found: Reason[] = []
  for (const [code, text] of [
    ['header-too-long', header],
    ['footer-too-long', footer],
  ] as const)
    if (text !== null && text.length > TYPED_PART_LIMIT)
      found.push(
        reason(
          code,
          { kind: 'shorten', limit: TYPED_PART_LIMIT },
          { limit: TYPED_PART_LIMIT, length: text.length },
        ),
      )
  return found
}
