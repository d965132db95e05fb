import type { FilledTemplate, Template } from '../../domain/template.ts'
import { HOLE, holesIn, valuesFrom } from './template-values.ts'
import type { WireContentTemplate, WireInbox } from './wire-inboxes.ts'

/** Kinds of a text alone; the others carry pictures, lists or cards. */
const TEXTS = new Set(['text', 'quick_reply'])

/** Of a Twilio inbox those that may be sent (facts, 4.1; R-TPL-4). */
export function contentTemplatesOf(inbox: WireInbox | undefined): WireContentTemplate[] {
  return (inbox?.content_templates?.templates ?? [])
    .filter((one) => one !== null)
    .filter(
      ({ status, template_type: type, media_type: media, category }) =>
        status.toLowerCase() === 'approved' &&
        TEXTS.has(type?.toLowerCase() ?? 'text') &&
        (media ?? '') === '' &&
        category?.toUpperCase() !== 'AUTHENTICATION',
    )
}

export const contentId = ({ friendly_name: name, language }: WireContentTemplate): string =>
  `${name}/${language}`

/** A content template of Twilio in our words. */
export function asContentTemplate(wire: WireContentTemplate): Template {
  return {
    id: contentId(wire),
    name: wire.friendly_name,
    language: wire.language,
    category: wire.category ?? null,
    header: null,
    body: wire.body.replaceAll(HOLE, (_hole, name: string) => `{{${name}}}`),
    footer: null,
    variables: holesIn(wire.body).map((name) => {
      const example = wire.variables?.[name]
      const isText = typeof example === 'string' && example !== ''
      return { name, part: 'body', kind: 'text', choices: [], example: isText ? example : null }
    }),
  }
}

/** As the host wants it for Twilio: a flat table of values. @throws HostError `bad-request`. */
export function contentParams(wire: WireContentTemplate, filled: FilledTemplate) {
  const value = valuesFrom(filled)
  return {
    name: wire.friendly_name,
    language: wire.language,
    processed_params: Object.fromEntries(holesIn(wire.body).map((name) => [name, value(name)])),
  }
}
