import type { FilledTemplate, Template, TemplateVariable } from '../../domain/template.ts'
import type { Channel, Line } from '../../domain/words.ts'
import type { Chatwoot } from './api.ts'
import { badRequest } from './ids.ts'
import { asContentTemplate, contentId, contentParams, contentTemplatesOf } from './content-templates.ts'
import { buttonExample, exampleOf } from './template-examples.ts'
import { HOLE, holesIn, valuesFrom } from './template-values.ts'
import type { WireInbox, WireTemplate } from './wire-inboxes.ts'

/** Of the inbox's cached templates those that may be sent (R-TPL-4). */
export async function templatesOf(
  chatwoot: Chatwoot,
  line: Pick<Line, 'id'>,
  channel: Channel,
): Promise<readonly Template[]> {
  if (channel !== 'whatsapp') return []
  const inbox = await inboxOf(chatwoot, line.id)
  return [...offered(inbox).map(asTemplate), ...contentTemplatesOf(inbox).map(asContentTemplate)]
}

async function inboxOf({ inboxes, ids }: Chatwoot, lineId: string): Promise<WireInbox | undefined> {
  const number = ids.theirs('inbox', lineId)
  return (await inboxes()).find(({ id }) => id === number)
}

function offered(inbox: WireInbox | undefined): WireTemplate[] {
  return (inbox?.message_templates ?? []).filter((one) => one !== null).filter(isOffered)
}

/** The product itself hides these kinds (facts, 4.1); pictures in headers are not text fields. */
function isOffered({ name, status, category, components }: WireTemplate): boolean {
  if (status.toUpperCase() !== 'APPROVED' || category?.toUpperCase() === 'AUTHENTICATION') return false
  if (name.startsWith('customer_satisfaction_survey')) return false
  return components.every(({ type, format, buttons }) => {
    if (HIDDEN.has(type.toUpperCase())) return false
    if (type.toUpperCase() === 'HEADER') return (format ?? 'TEXT').toUpperCase() === 'TEXT'
    return (buttons ?? []).every((button) => BUTTONS.has(button.type.toUpperCase()))
  })
}
const HIDDEN = new Set(['LIST', 'PRODUCT', 'CATALOG', 'CALL_PERMISSION_REQUEST'])
const BUTTONS = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER'])

const idOf = ({ name, language }: WireTemplate): string => `${name}/${language}`
const partOf = (template: WireTemplate, type: string) =>
  template.components.find((component) => component.type.toUpperCase() === type)
const headerName = (hole: string): string => `header_${hole}`
const buttonName = (at: number): string => `button_${at + 1}`

/** Header and buttons get names of their own, since every part of the host's templates counts from 1. */
function asTemplate(wire: WireTemplate): Template {
  const text = (type: string) => partOf(wire, type)?.text ?? null
  const header = text('HEADER')
  const body = text('BODY') ?? ''
  const buttons = buttonsOf(wire)
  return {
    id: idOf(wire),
    name: wire.name,
    language: wire.language,
    category: wire.category ?? null,
    header: header === null ? null : renamed(header, headerName),
    body: renamed(body, (name) => name),
    footer: text('FOOTER'),
    variables: [
      ...holesIn(header).map((hole) =>
        variable(headerName(hole), 'header', exampleOf(partOf(wire, 'HEADER'), hole)),
      ),
      ...holesIn(body).map((hole) => variable(hole, 'body', exampleOf(partOf(wire, 'BODY'), hole))),
      ...buttonHoles(wire).map((at) =>
        variable(buttonName(at), 'button', buttonExample(buttons[at]?.url ?? '', buttons[at]?.example)),
      ),
    ],
    ...(buttons.length > 0 && {
      buttons: buttons.map(({ text: label, url }, at) => ({
        text: label ?? '',
        url: url == null ? null : renamed(url, () => buttonName(at)),
      })),
    }),
  }
}

function renamed(text: string, nameOf: (hole: string) => string): string {
  return text.replaceAll(HOLE, (_hole, name: string) => `{{${nameOf(name)}}}`)
}

/** The host tells no kinds: every value is a text (facts, 11). */
function variable(name: string, part: TemplateVariable['part'], example: string | null): TemplateVariable {
  return { name, part, kind: 'text', choices: [], example }
}

function buttonsOf(wire: WireTemplate) {
  return partOf(wire, 'BUTTONS')?.buttons ?? []
}

/** Places of the URL buttons whose address ends in a variable. */
function buttonHoles(wire: WireTemplate): number[] {
  return buttonsOf(wire).flatMap(({ url }, at) => (holesIn(url).length > 0 ? [at] : []))
}

/**
 * The template as the host wants it (facts, 4.1); buttons are a dense list with `null` where nothing is filled in.
 * @throws HostError `bad-request` when it is not offered or a value is missing or too long.
 */
export async function templateParams(chatwoot: Chatwoot, lineId: string, filled: FilledTemplate) {
  const inbox = await inboxOf(chatwoot, lineId)
  const content = contentTemplatesOf(inbox).find((one) => contentId(one) === filled.id)
  if (content) return contentParams(content, filled)
  const wire = offered(inbox).find((one) => idOf(one) === filled.id)
  if (!wire) throw badRequest('The line has no such template that may be sent.')
  const value = valuesFrom(filled)
  const valuesOf = (type: string, nameOf: (hole: string) => string) =>
    Object.fromEntries(holesIn(partOf(wire, type)?.text).map((hole) => [hole, value(nameOf(hole))]))
  const header = valuesOf('HEADER', headerName)
  const holes = buttonHoles(wire)
  const buttons = Array.from({ length: (holes.at(-1) ?? -1) + 1 }, (_none, at) =>
    holes.includes(at) ? { type: 'url', parameter: value(buttonName(at)) } : null,
  )
  return {
    name: wire.name,
    language: wire.language,
    category: wire.category ?? undefined,
    namespace: wire.namespace ?? undefined,
    processed_params: {
      body: valuesOf('BODY', (hole) => hole),
      ...(Object.keys(header).length > 0 && { header }),
      ...(buttons.length > 0 && { buttons }),
    },
  }
}
