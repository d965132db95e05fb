import type { Content, DirectoryTemplate } from './directory/template-shape.ts'
import { TEMPLATES, UNLISTED } from './directory/templates.ts'

/** What the customer sees of a template. */
export interface Parts {
  readonly header: string | null
  readonly body: string
  readonly footer: string | null
  readonly buttons: readonly { readonly text: string; readonly url: string | null }[]
}

interface Values {
  readonly headerVariables?: readonly string[] | null | undefined
  readonly textVariables?: readonly string[] | null | undefined
  readonly buttonVariables?: readonly string[] | null | undefined
}

const PLACE = /\{\{\d+\}\}|%[wd](?:\{\d+(?:,\d+)?\})?/g

/** A template with its variables filled; `null` when one is missing or too many. Buttons take one each, in their order. */
export function filledParts(content: Content, values: Values): Parts | null {
  const buttons = (content.keyboard?.rows ?? []).flatMap((row) => row.buttons)
  const wanting = buttons.filter(({ url }) => (url ?? '').search(PLACE) >= 0)
  const urls = [...(values.buttonVariables ?? [])]
  const header = filled(content.header?.text ?? null, values.headerVariables ?? [])
  const body = filled(content.text, values.textVariables ?? [])
  if (header === undefined || !body || urls.length !== wanting.length || urls.some(isBlank)) return null
  return {
    header,
    body,
    footer: content.footer?.text ?? null,
    buttons: buttons.map((button) => ({
      text: button.text,
      url: wanting.includes(button)
        ? (button.url ?? '').replaceAll(PLACE, () => urls.shift() ?? '')
        : button.url,
    })),
  }
}

/** The approved template that these words are, with whatever in its variables; `null`: there is none (facts, 3.2). */
export function approvedAs(
  subjectId: number,
  { header, body, footer }: { header: string | null; body: string; footer: string | null },
): Parts | null {
  const found = usable(subjectId).find(
    ({ content }) =>
      fits(content.header?.text ?? '', header ?? '') &&
      fits(content.text, body) &&
      (content.footer?.text ?? '') === (footer ?? ''),
  )
  return found ? { header, body, footer, buttons: [] } : null
}

/** The same of a text in which header, text and footer stand on lines of their own. */
export function approvedText(subjectId: number, text: string): Parts | null {
  const found = usable(subjectId).find(({ content }) => {
    const parts = [content.header?.text, content.text, content.footer?.text]
    return fits(parts.filter(Boolean).join('\n'), text)
  })
  return found ? { header: null, body: text, footer: null, buttons: [] } : null
}

function usable(subjectId: number): DirectoryTemplate[] {
  return [...TEMPLATES, ...UNLISTED].filter(
    (one) =>
      one.subjectId === subjectId &&
      one.status === 'APPROVED' &&
      !one.locked &&
      one.contentType === 'TEXT' &&
      (one.content.header?.headerType ?? 'TEXT') === 'TEXT',
  )
}

/** `undefined`: the values do not fit. Viber's places have no numbers and are taken in their order. */
function filled(text: string | null, values: readonly string[]): string | null | undefined {
  const places = [...new Set((text ?? '').match(/\{\{\d+\}\}/g) ?? [])]
  const inOrder = (text ?? '').match(/%[wd](?:\{\d+(?:,\d+)?\})?/g) ?? []
  if (places.length + inOrder.length !== values.length || values.some(isBlank)) return undefined
  if (text === null) return null
  let next = 0
  return text.replaceAll(PLACE, (place) => {
    const [, number] = /^\{\{(\d+)\}\}$/.exec(place) ?? []
    if (number !== undefined) return values[Number(number) - 1] ?? ''
    next += 1
    return values[next - 1] ?? ''
  })
}

/** Do these words follow from the template's, with something in every place? */
function fits(template: string, words: string): boolean {
  const parts = template.split(PLACE).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join(String.raw`\S(?:.*\S)?`)}$`, 's').test(words)
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}
