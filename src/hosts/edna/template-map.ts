import type { Template, TemplateVariable } from '../../domain/template.ts'
import { HostError } from '../errors.ts'
import type { WireTemplate } from './wire.ts'

type Part = TemplateVariable['part']

/** Placeholders are numbered per part; ours are named uniquely: `1` of the text, `header-1`; each button has one of its own. */
const PLACE = /\{\{(\d+)\}\}/g
/** Viber's own, in their order: a word, a number, or several of them, as `%w{1,10}` (facts, 3.4). */
const VIBER_PLACE = /%[wd](\{\d+(,\d+)?\})?/g
const NAME: Readonly<Record<Part, (place: string) => string>> = {
  body: (place) => place,
  header: (place) => `header-${place}`,
  button: (place) => `button-${place}`,
}

/** Approved, not locked, of this channel and made of texts alone (facts, 3.4; R-TPL-4). */
export function isOffered(
  { status, locked, channelType, contentType, content }: WireTemplate,
  wantedType: 'WHATSAPP' | 'VIBER',
): boolean {
  const header = content.header?.headerType ?? 'TEXT'
  return (
    status.toUpperCase() === 'APPROVED' &&
    locked !== true &&
    channelType.toUpperCase() === wantedType &&
    (contentType ?? 'TEXT').toUpperCase() === 'TEXT' &&
    header.toUpperCase() === 'TEXT' &&
    (content.attachment === null || content.attachment === undefined) &&
    (content.text ?? '') !== ''
  )
}

/** A template in our words. */
export function templateOf(wire: WireTemplate): Template {
  const { header, text, footer } = wire.content
  const buttons = buttonsOf(wire)
  return {
    id: String(wire.id),
    name: wire.name,
    language: wire.language?.toLowerCase() ?? null,
    category: wire.category ?? null,
    header: header?.text ? named(header.text, 'header') : null,
    body: named(numbered(wire, text ?? ''), 'body'),
    footer: footer?.text ?? null,
    variables: variablesOf(wire),
    ...(buttons.length > 0 && { buttons: buttons.map(({ text: label, url }) => ({ text: label, url })) }),
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

function variablesOf(wire: WireTemplate): TemplateVariable[] {
  const { content } = wire
  const examples = content.textExampleParams ?? []
  return [
    ...places(content.header?.text ?? '', 'header', [content.header?.headerExampleTextParam]),
    ...places(numbered(wire, content.text ?? ''), 'body', examples),
    ...buttonsOf(wire).flatMap(({ variable }) => variable ?? []),
  ]
}

interface Button {
  readonly text: string
  readonly url: string | null
  readonly variable: TemplateVariable | null
}

/** The buttons in their order. Whatever the place in a button's address is called, each has one, and they go out by position. */
function buttonsOf({ content }: WireTemplate): Button[] {
  let count = 0
  return (content.keyboard?.rows ?? [])
    .flatMap((row) => row.buttons ?? [])
    .map(({ text, url, urlTextExample }) => {
      const label = text ?? ''
      if (!url || url.search(PLACE) < 0) return { text: label, url: url ?? null, variable: null }
      count += 1
      const name = NAME.button(String(count))
      const variable = {
        name,
        part: 'button',
        kind: 'text',
        choices: [],
        example: urlTextExample ?? null,
      } as const
      return { text: label, url: url.replaceAll(PLACE, `{{${name}}}`), variable }
    })
}

/** A Viber template with its places numbered as WhatsApp's are. */
function numbered({ channelType }: WireTemplate, text: string): string {
  if (channelType.toUpperCase() !== 'VIBER') return text
  let count = 0
  return text.replaceAll(VIBER_PLACE, () => `{{${(count += 1)}}}`)
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
