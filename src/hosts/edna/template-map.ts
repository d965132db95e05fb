import type { Template, TemplateVariable } from '../../domain/template.ts'
import { HostError } from '../errors.ts'
import type { WireTemplate } from './wire.ts'

type Part = TemplateVariable['part']

/** Placeholders are numbered per part; ours are named uniquely: `1` of the text, `header-1`, `button-1`. */
const PLACE = /\{\{(\d+)\}\}/g
const NAME: Readonly<Record<Part, (place: string) => string>> = {
  body: (place) => place,
  header: (place) => `header-${place}`,
  button: (place) => `button-${place}`,
}

/** Approved, not locked, of WhatsApp and made of texts alone (facts, 3.4; R-TPL-4). */
export function isOffered({ status, locked, channelType, contentType, content }: WireTemplate): boolean {
  const header = content.header?.headerType ?? 'TEXT'
  return (
    status.toUpperCase() === 'APPROVED' &&
    locked !== true &&
    channelType.toUpperCase() === 'WHATSAPP' &&
    (contentType ?? 'TEXT').toUpperCase() === 'TEXT' &&
    header.toUpperCase() === 'TEXT' &&
    (content.attachment === null || content.attachment === undefined) &&
    (content.text ?? '') !== ''
  )
}

/** A template in our words. */
export function templateOf(wire: WireTemplate): Template {
  const { header, text, footer } = wire.content
  return {
    id: String(wire.id),
    name: wire.name,
    language: wire.language?.toLowerCase() ?? null,
    category: wire.category ?? null,
    header: header?.text ? named(header.text, 'header') : null,
    body: named(text ?? '', 'body'),
    footer: footer?.text ?? null,
    variables: variablesOf(wire),
  }
}

/** The values in the host's order. @throws HostError `bad-request` when one is missing or empty (R-TPL-5). */
export function valuesIn(wire: WireTemplate, values: Readonly<Record<string, string>>) {
  const of = (part: Part) =>
    variablesOf(wire)
      .filter((variable) => variable.part === part)
      .map(({ name }) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined
        if (value === undefined || value.trim() === '') throw missing(name)
        return value
      })
  return { headerVariables: of('header'), textVariables: of('body'), buttonVariables: of('button') }
}

function variablesOf({ content }: WireTemplate): TemplateVariable[] {
  const buttons = (content.keyboard?.rows ?? []).flatMap((row) => row.buttons ?? [])
  const links = buttons.flatMap(({ url, urlTextExample }) => (url ? [{ url, urlTextExample }] : []))
  const examples = content.textExampleParams ?? []
  return [
    ...places(content.header?.text ?? '', 'header', [content.header?.headerExampleTextParam]),
    ...places(content.text ?? '', 'body', examples),
    ...places(
      links.map(({ url }) => url).join('\n'),
      'button',
      links.map(({ urlTextExample }) => urlTextExample),
    ),
  ]
}

/** Each place once, in the order of its number. */
function places(
  text: string,
  part: Part,
  examples: readonly (string | null | undefined)[],
): TemplateVariable[] {
  const found = new Set([...text.matchAll(PLACE)].map(([, place]) => Number(place)))
  return [...found]
    .toSorted((a, b) => a - b)
    .map((place) => ({
      name: NAME[part](String(place)),
      part,
      kind: 'text',
      choices: [],
      example: examples[place - 1] ?? null,
    }))
}

function named(text: string, part: Part): string {
  return text.replaceAll(PLACE, (_, place: string) => `{{${NAME[part](place)}}}`)
}

function missing(name: string): HostError {
  return new HostError(`The variable "${name}" of the template is not filled.`, {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
