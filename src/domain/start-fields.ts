import { isDate } from './dates.ts'
import { reason, type Reason } from './reasons.ts'

/**
 * A field that a host asks for when a session is started, described by the host itself (R-MAIL-2, R-MAIL-3, R-AFTER-4): assignee,
 * priority, "send the letter", custom fields.
 */
export interface StartField {
  readonly id: string
  /** One of ours, with words of its own in every language; `null`: the host's, under its `label`. */
  readonly known: 'assignee' | 'department' | 'priority' | 'send-letter' | 'from-customer' | null
  readonly label: string
  readonly kind: 'text' | 'long-text' | 'number' | 'date' | 'list' | 'many' | 'yes-no'
  readonly required: boolean
  /** For `list` and `many`. */
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  /** What stands there when the form opens. */
  readonly initial: FieldValue | null
}

/** Text, number and date (`2026-11-21`) as text; the chosen id of a list; ids of `many`; `true` or `false` of `yes-no`. */
export type FieldValue = string | boolean | readonly string[]
export type FieldValues = Readonly<Record<string, FieldValue>>

/** What is missing or wrong in the host's fields; the fact `field` is the label. Unknown ids are wrong, too. */
export function assessFields(fields: readonly StartField[], values: FieldValues): Reason[] {
  const found = fields.flatMap((field) => assessField(field, values[field.id]))
  const known = new Set(fields.map(({ id }) => id))
  for (const id of Object.keys(values))
    if (!known.has(id))
      found.push(reason('field-wrong', { kind: 'fill', field: 'fields', name: id }, { field: id }))
  return found
}

function assessField(field: StartField, value: FieldValue | undefined): Reason[] {
  const remedy = { kind: 'fill', field: 'fields', name: field.id } as const
  if (isEmpty(value)) return field.required ? [reason('field-missing', remedy, { field: field.label })] : []
  return fits(field, value) ? [] : [reason('field-wrong', remedy, { field: field.label })]
}

function isEmpty(value: FieldValue | undefined): value is undefined {
  return value === undefined || (typeof value === 'string' && value.trim() === '') || isNone(value)
}

function isNone(value: FieldValue): boolean {
  return Array.isArray(value) && value.length === 0
}

function fits({ kind, choices }: StartField, value: FieldValue): boolean {
  const isChoice = (id: string): boolean => choices.some((choice) => choice.id === id)
  if (kind === 'yes-no') return typeof value === 'boolean'
  if (kind === 'many') return typeof value === 'object' && value.every(isChoice)
  if (typeof value !== 'string') return false
  if (kind === 'list') return isChoice(value)
  if (kind === 'number') return Number.isFinite(Number(value))
  if (kind === 'date') return isDate(value)
  return true
}
