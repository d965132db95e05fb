import { z } from 'zod'
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

/** What the customer will read, or `null` when no approved template has this name and language. */
export function rendered({ name, language, processed_params: params }: TemplateParams): string | null {
  const template = TEMPLATES.find(
    (one) => one.name === name && one.language === (language ?? 'en') && one.status === 'APPROVED',
  )
  if (!template) return null
  const values = enhanced(params ?? {})
  return template.components
    .flatMap(({ type, text }) => (text === undefined ? [] : [filled(text, values[type.toLowerCase()])]))
    .join('\n')
}

type Values = Readonly<Record<string, unknown>>

/** The old flat form `{ "1": "x" }` is taken for the body's (scenario 10). */
function enhanced(params: Values): Readonly<Record<string, Values>> {
  const parts = ['body', 'header', 'buttons', 'footer'].some((part) => part in params)
  return (parts ? params : { body: params }) as Readonly<Record<string, Values>>
}

function filled(text: string, values: Values | undefined): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (hole, key: string) => {
    const value = values?.[key]
    return value === undefined ? hole : cleaned(String(value))
  })
}

/** Without notice: quotes and angle brackets are taken out, and what is longer than 1000 is cut (facts, 4.1). */
function cleaned(value: string): string {
  return value.replaceAll(/[<>"']/g, '').slice(0, 1000)
}
