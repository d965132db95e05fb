import type { Recipient } from '../../journal/batch.ts'

type Fields = Readonly<Record<string, unknown>>

/** The body of the step for one person, as a process would have sent it, and the values that are not there. */
export interface RowBody {
  readonly body: Fields
  /** Names that stand as `{{name}}` in the text or the subject while the row has no such value. */
  readonly missing: readonly string[]
}

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/**
 * What is everybody's and what is this row's own, together; the row's own wins. `{{name}}` in texts is filled by its values, in every
 * message of a cascade; a text, subject or template of the row's own is that of the first.
 */
export function bodyOf(step: Fields, recipient: Recipient): RowBody {
  const { to, line, channel, text, subject, template, values = {} } = recipient
  const own = { ...fieldsOf(step['message']) }
  if (text !== undefined) own['text'] = text
  if (subject !== undefined) own['subject'] = subject
  if (template !== undefined) own['template'] = { ...fieldsOf(own['template']), id: template }
  const missing = new Set<string>()
  const message = written(own, values, missing)
  const hops = hopsOf(step).map((hop) => ({
    ...hop,
    message: written(fieldsOf(hop['message']), values, missing),
  }))
  return {
    body: {
      ...step,
      ...(line === undefined ? {} : { line }),
      ...(channel === undefined ? {} : { channel }),
      ...(to === null ? {} : { to }),
      message,
      ...(hops.length > 0 ? { hops } : {}),
    },
    missing: [...missing],
  }
}

/** The names that a step's own texts ask of every row. */
export function namesIn(step: Fields): readonly string[] {
  const messages = [step, ...hopsOf(step)].map((one) => fieldsOf(one['message']))
  const names = messages
    .flatMap(({ text, subject }) => [text, subject])
    .flatMap((part) =>
      typeof part === 'string' ? [...part.matchAll(PLACEHOLDER)].map(([, name = '']) => name) : [],
    )
  return [...new Set(names)]
}

/** A message with a row's values in its texts and its template. */
function written(
  message: Fields,
  values: Readonly<Record<string, string>>,
  missing: Set<string>,
): Record<string, unknown> {
  const asked = message['template']
  const made: Record<string, unknown> = { ...message }
  if (asked !== undefined)
    made['template'] = {
      ...fieldsOf(asked),
      variables: { ...fieldsOf(fieldsOf(asked)['variables']), ...values },
    }
  for (const part of ['text', 'subject'])
    if (typeof made[part] === 'string') made[part] = filled(made[part], values, missing)
  return made
}

/** What follows the first message; whatever else stands there is left for the step's own check. */
function hopsOf(step: Fields): readonly Fields[] {
  const hops = step['hops']
  return Array.isArray(hops) && hops.every((hop) => typeof hop === 'object' && hop !== null) ? hops : []
}

/** What a value itself looks like (`{{x}}`) is never filled again. */
function filled(text: string, values: Readonly<Record<string, string>>, missing: Set<string>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined && value.trim() !== '') return value
    missing.add(name)
    return whole
  })
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
