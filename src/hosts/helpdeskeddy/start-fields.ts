import type { StartField } from '../../domain/start-fields.ts'
import type { Channel, Line } from '../../domain/words.ts'
import type { Host } from '../port.ts'
import { remembered } from '../remember.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { userOf } from './contacts.ts'
import type { CustomField } from './custom-fields.ts'
import type { Directory } from './lines.ts'
import { inLanguage, isClient, nameOf } from './map.ts'
import { PrioritiesAnswer, type WireUser } from './wire.ts'

/** Ids of the fields that are not the tenant's own. */
export const FIELD = {
  assignee: 'assignee',
  priority: 'priority',
  sendLetter: 'send-letter',
  fromCustomer: 'from-customer',
} as const
/** Before the number of a custom field. */
const CUSTOM = 'custom-'

/** Our id of a field of the tenant’s own. */
export function customFieldId(number: number): string {
  return `${CUSTOM}${number}`
}

const KIND = {
  select: 'list',
  hierarchy: 'list',
  date: 'date',
  checkbox: 'yes-no',
  text: 'text',
  textarea: 'long-text',
  number: 'number',
} as const satisfies Record<CustomField['type'], StartField['kind']>

/**
 * What the host's own form asks (R-MAIL-2, R-MAIL-3, R-AFTER-4). Custom fields, the letter and whose the first message is belong to a
 * new ticket, which only a letter makes; a message goes into a ticket that has them already.
 */
export function startFieldsOf(
  hde: Helpdeskeddy,
  directory: Directory,
  customFields: () => Promise<readonly CustomField[]>,
): NonNullable<Host['startFields']> {
  const priorities = remembered<StartField['choices']>(
    async () => {
      const { data } = await hde.http.read({
        method: 'GET',
        path: address(['priorities']),
        answer: PrioritiesAnswer,
      })
      return data.map(({ id, name }) => ({
        id: String(id),
        name: inLanguage(name, hde.settings.language) ?? String(id),
      }))
    },
    hde.settings.linesFreshForMs,
    hde.now,
  )
  return async (line, channel, operatorId) => {
    const [assignee, choices, custom] = await Promise.all([
      assigneeField(hde, directory, line, operatorId),
      priorities(),
      channel === 'email' ? customFields() : [],
    ])
    const priority = list({ id: FIELD.priority, known: 'priority', label: 'Priority', choices })
    return [assignee, priority, ...custom.map(asStartField), ...letterFields(hde, channel)]
  }
}

function asStartField({ id, type, label, required, options }: CustomField): StartField {
  return {
    id: customFieldId(id),
    known: null,
    label,
    kind: KIND[type],
    // A box that is not ticked says no, which is an answer too.
    required: required && type !== 'checkbox',
    choices: options.map((option) => ({ id: String(option.id), name: option.name })),
    initial: type === 'checkbox' ? false : null,
  }
}

function letterFields({ settings }: Helpdeskeddy, channel: Channel): StartField[] {
  if (channel !== 'email') return []
  const letter = yesNo({
    id: FIELD.sendLetter,
    known: 'send-letter',
    label: 'Send the letter',
    initial: true,
  })
  const fromCustomer = yesNo({
    id: FIELD.fromCustomer,
    known: 'from-customer',
    label: 'The first message is the client’s',
    initial: false,
  })
  return settings.sendLetterTag === null ? [fromCustomer] : [letter, fromCustomer]
}

/** The staff of the department; who asks stands there first. Where the settings name no groups, the host tells of nobody else. */
async function assigneeField(
  hde: Helpdeskeddy,
  directory: Directory,
  line: Line,
  operatorId: string | null,
): Promise<StartField> {
  const department = hde.settings.lines.find(({ id }) => id === line.id)?.departmentId
  const staff = department === undefined ? [] : await directory.staffIn(department)
  const own = await ownUser(hde, staff, operatorId)
  const people = own && !staff.includes(own) ? [own, ...staff] : staff
  const choices = people.map((user) => {
    const id = hde.ids.operator.of(user.id)
    return { id, name: nameOf(user) ?? id }
  })
  const initial = own ? hde.ids.operator.of(own.id) : null
  return list({ id: FIELD.assignee, known: 'assignee', label: 'Assignee', choices, initial })
}

async function ownUser(
  hde: Helpdeskeddy,
  staff: readonly WireUser[],
  operatorId: string | null,
): Promise<WireUser | null> {
  const number = operatorId === null ? null : hde.ids.operator.number(operatorId)
  if (number === null) return null
  const known = staff.find(({ id }) => id === number)
  // Where the groups are named, whoever is not among them has no right to the department that we know of (R-OPER-2).
  if (known || hde.settings.operatorGroups.length > 0) return known ?? null
  const user = await userOf(hde, number)
  return user && !isClient(user) ? user : null
}

function list(
  field: Pick<StartField, 'id' | 'known' | 'label' | 'choices'> & { initial?: string | null },
): StartField {
  return { kind: 'list', required: false, ...field, initial: field.initial ?? null }
}

function yesNo(field: Pick<StartField, 'id' | 'known' | 'label'> & { initial: boolean }): StartField {
  return { kind: 'yes-no', required: false, choices: [], ...field }
}
