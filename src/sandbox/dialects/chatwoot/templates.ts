import { z } from 'zod'
import type { TemplateParts } from '../../engine/index.ts'
import catalogue from './templates.json' with { type: 'json' }

/** The cached templates of the WhatsApp inbox, in the form in which the provider gives them (facts, 4.1). */
export const TEMPLATES = catalogue

export const TemplateParams = z.object({
  name: z.string(),
  language: z.string().nullish(),
  category: z.string().nullish(),
  namespace: z.string().nullish(),
  processed_params: z.record(z.string(), z.unknown()).nullish(),
})
type TemplateParams = z.infer<typeof TemplateParams>

/** What the customer will read. */
interface Rendered {
  readonly text: string
  readonly parts: TemplateParts
  /** Are there places that nothing was given for? The provider takes no such message. */
  readonly holes: boolean
}

/** `null` when no approved template has this name and language. */
export function rendered({ name, language, processed_params: params }: TemplateParams): Rendered | null {
  const template = CATALOGUE.find(
    (one) => one.name === name && one.language === (language ?? 'en') && one.status === 'APPROVED',
  )
  if (!template) return null
  const values = enhanced(params ?? {})
  const partOf = (type: string): string | null => {
    const text = template.components.find((one) => one.type === type)?.text
    return text === undefined ? null : filled(text, recordIn(values[type.toLowerCase()]))
  }
  const given = Array.isArray(values['buttons']) ? values['buttons'] : []
  const buttons = (template.components.find(({ type }) => type === 'BUTTONS')?.buttons ?? []).map(
    ({ text, url }, at) => ({
      text,
      url: url === undefined ? null : filled(url, { 1: recordIn(given[at])?.['parameter'] }),
    }),
  )
  const [header, body, footer] = [partOf('HEADER'), partOf('BODY') ?? '', partOf('FOOTER')]
  const text = [header, body, footer].filter((part) => part !== null).join('\n')
  const holes = HOLE.test([text, ...buttons.map(({ url }) => url)].join('\n'))
  return { text, parts: { header, body, footer, buttons }, holes }
}

interface Component {
  readonly type: string
  readonly text?: string
  readonly buttons?: readonly { readonly text: string; readonly url?: string }[]
}
const CATALOGUE: readonly {
  readonly name: string
  readonly language: string
  readonly status: string
  readonly components: readonly Component[]
}[] = catalogue

type Values = Readonly<Record<string, unknown>>
const HOLE = /\{\{\w+\}\}/

function recordIn(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

/** The old flat form `{ "1": "x" }` is taken for the body's (scenario 10). */
function enhanced(params: Values): Values {
  const parts = ['body', 'header', 'buttons', 'footer'].some((part) => part in params)
  return parts ? params : { body: params }
}

function filled(text: string, values: Values | undefined): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (hole, key: string) => {
    const value = values?.[key]
    return value === undefined || value === '' ? hole : cleaned(String(value))
  })
}

/** Without notice: quotes and angle brackets are taken out, and what is longer than 1000 is cut (facts, 4.1). */
function cleaned(value: string): string {
  return value.replaceAll(/[<>"']/g, '').slice(0, 1000)
}
