import type { FieldValue, FieldValues } from '../../domain/start-fields.ts'
import { HostError } from '../errors.ts'
import type { Helpdeskeddy } from './api.ts'
import type { CustomField } from './custom-fields.ts'
import { agentNumber } from './operators.ts'
import { customFieldId, FIELD } from './start-fields.ts'

/** The chosen fields as the host's own. */
export interface TicketFields {
  readonly owner_id?: number
  readonly priority_id?: number
  readonly custom_fields?: Readonly<Record<string, string | number | Readonly<Record<string, number>>>>
}

/**
 * The values of the form as a create or an update takes them (V1). @throws HostError `bad-request`, nothing happened, for a field or a
 * value that the host does not have; `unknown-id` for an assignee.
 */
export async function ticketFields(
  hde: Helpdeskeddy,
  customFields: () => Promise<readonly CustomField[]>,
  values: FieldValues,
): Promise<TicketFields> {
  const given = Object.entries(values).filter(([, value]) => value !== '')
  const custom = given.filter(([id]) => !OWN.has(id))
  const known = custom.length > 0 ? await customFields() : []
  const { [FIELD.assignee]: assignee, [FIELD.priority]: priority } = values
  return {
    ...(isWord(assignee) && { owner_id: await agentNumber(hde, assignee) }),
    ...(isWord(priority) && { priority_id: numberIn(priority, 'Priority') }),
    ...(custom.length > 0 && {
      custom_fields: Object.fromEntries(
        custom.map(([id, value]) => {
          const field = known.find((one) => customFieldId(one.id) === id)
          if (!field) throw wrong(id)
          return [String(field.id), written(hde, field, value)] as const
        }),
      ),
    }),
  }
}

const OWN: ReadonlySet<string> = new Set(Object.values(FIELD))

/** A select takes the option's number, a hierarchy one for each level, a checkbox 1 or 0 (V1). */
function written({ settings }: Helpdeskeddy, field: CustomField, value: FieldValue) {
  switch (field.type) {
    case 'checkbox':
      if (typeof value !== 'boolean') throw wrong(field.label)
      return value ? 1 : 0
    case 'select':
    case 'hierarchy': {
      const option = field.options.find(({ id }) => String(id) === value)
      if (!option) throw wrong(field.label)
      if (field.type === 'select') return option.id
      return Object.fromEntries(option.path.map((id, at) => [String(at + 1), id]))
    }
    case 'number':
      if (typeof value !== 'string' || !Number.isFinite(Number(value))) throw wrong(field.label)
      return value.trim()
    case 'date': {
      const [, year, month, day] =
        /^(\d{4})-(\d\d)-(\d\d)$/.exec(typeof value === 'string' ? value : '') ?? []
      if (year === undefined) throw wrong(field.label)
      return settings.customDates === 'YYYY-MM-DD' ? `${year}-${month}-${day}` : `${day}.${month}.${year}`
    }
    case 'text':
    case 'textarea':
      if (typeof value !== 'string') throw wrong(field.label)
      return value
  }
}

function isWord(value: FieldValue | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

function numberIn(value: string, label: string): number {
  if (!/^\d{1,16}$/.test(value)) throw wrong(label)
  return Number(value)
}

function wrong(field: string): HostError {
  return new HostError(`The host has no such field, or not this value for it: "${field}".`, {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
