import type { Recipient } from '../../journal/batch.ts'

type Fields = Readonly<Record<string, unknown>>

/** The body of the step for one person, as a process would have sent it, and the values that are not there. */
export interface RowBody {
  readonly body: Fields
  /** Names that stand as `{{name}}` in the text or the subject while the row has no such value. */
  readonly missing: readonly string[]
}

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/** What is everybody's and what is this row's own, together; the row's own wins. `{{name}}` in texts is filled by its values. */
export function bodyOf(step: Fields, recipient: Recipient): RowBody {
  const { to, line, channel, text, subject, template, values = {} } = recipient
  const message = { ...fieldsOf(step['message']) }
  if (text !== undefined) message['text'] = text
  if (subject !== undefined) message['subject'] = subject
  const asked =
    template === undefined ? message['template'] : { ...fieldsOf(message['template']), id: template }
  if (asked !== undefined)
    message['template'] = {
      ...fieldsOf(asked),
      variables: { ...fieldsOf(fieldsOf(asked)['variables']), ...values },
    }
  const missing = new Set<string>()
  for (const part of ['text', 'subject'])
    if (typeof message[part] === 'string') message[part] = filled(message[part], values, missing)
  return {
    body: {
      ...step,
      ...(line === undefined ? {} : { line }),
      ...(channel === undefined ? {} : { channel }),
      ...(to === null ? {} : { to }),
      message,
    },
    missing: [...missing],
  }
}

/** The names that a step's own texts ask of every row. */
export function namesIn(step: Fields): readonly string[] {
  const { text, subject } = fieldsOf(step['message'])
  const names = [text, subject].flatMap((part) =>
    typeof part === 'string' ? [...part.matchAll(PLACEHOLDER)].map(([, name = '']) => name) : [],
  )
  return [...new Set(names)]
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
