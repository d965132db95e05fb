import { HostError } from '../errors.ts'
import type { ProbeFinding } from '../port.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { isKnownType, wireFields } from './custom-fields.ts'
import { departmentsOf, staffOf } from './lines.ts'
import { StatusesAnswer, TicketsAnswer, UsersAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(hde: Helpdeskeddy): Promise<readonly ProbeFinding[]> {
  const { http, settings } = hde
  const users = await tried('Users', 'The contacts can be read.', async () => {
    await http.read({ method: 'GET', path: address(['users'], { page: '1' }), answer: UsersAnswer })
  })
  // One wrong key is one finding.
  if (!users.ok) return [users]
  const tickets = await tried('Tickets', 'The tickets can be read.', async () => {
    await http.read({ method: 'GET', path: address(['tickets'], { page: '1' }), answer: TicketsAnswer })
  })
  const departments = { known: null as Map<number, string> | null }
  const dictionary = await tried('Departments', 'The departments can be read.', async () => {
    departments.known = await departmentsOf(hde)
  })
  const lines = settings.lines.map(({ id, departmentId }) =>
    lineFinding(id, departments.known?.get(departmentId)),
  )
  const groups = [...new Set([...settings.operatorGroups, ...settings.supervisorGroups])].map((group) =>
    tried(`Group ${group}`, 'Its users can be read.', async () => {
      if ((await staffOf(hde, [group])).length === 0) throw missing('The group has no users that we may see.')
    }),
  )
  return [
    users,
    tickets,
    dictionary,
    ...(departments.known ? lines : []),
    await statuses(hde),
    ...(await Promise.all(groups)),
    await fields(hde),
  ]
}

function lineFinding(id: string, name: string | undefined): ProbeFinding {
  const about = `Line ${id}`
  return name === undefined
    ? {
        ok: false,
        about,
        text: 'The host has no department with the number of this line. Correct the settings.',
      }
    : { ok: true, about, text: `Its department is "${name}".` }
}

function statuses({ http, settings }: Helpdeskeddy): Promise<ProbeFinding> {
  return tried('Statuses', 'The statuses of the settings exist.', async () => {
    const { data } = await http.read({ method: 'GET', path: address(['statuses']), answer: StatusesAnswer })
    const unknown = [settings.reopenStatus, ...settings.closedStatuses].filter(
      (id) => !data.some((one) => one.id === id),
    )
    if (unknown.length > 0) throw missing(`The host has no status "${unknown.join('", "')}".`)
  })
}

/** The fields that the form will ask for, and the one of our key. */
async function fields(hde: Helpdeskeddy): Promise<ProbeFinding> {
  const { markFieldId } = hde.settings
  return tried(
    'Fields of tickets',
    'They can be read, and all that are required can be filled here.',
    async () => {
      const known = await wireFields(hde)
      if (markFieldId !== null && !known.some(({ id }) => id === markFieldId))
        throw missing('The tickets have no field with the number of our key.')
      const strange = known.filter(
        ({ field_type: type, permissions }) => permissions.required_to_create_ticket && !isKnownType(type),
      )
      if (strange.length > 0)
        throw missing(
          `Required fields are of a type that we cannot fill: ${strange.map((one) => `${one.id} (${one.field_type})`).join(', ')}.`,
        )
    },
  )
}

function missing(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-setup', code: 'setup-incomplete', happened: 'no' })
}

const ADVICE: Partial<Record<HostError['code'], string>> = {
  'wrong-credentials': 'Check the e-mail and the API key in the settings.',
  'not-allowed': 'Check the rights of the key’s owner.',
  'unknown-id': 'Check the address of the host.',
  'setup-incomplete': 'Correct the settings.',
  'host-unreachable': 'Check the address of the host and the network between.',
  'rate-limited': 'Other clients of this account ask too much; wait until the block ends.',
}

async function tried(about: string, fine: string, ask: () => Promise<void>): Promise<ProbeFinding> {
  try {
    await ask()
    return { ok: true, about, text: fine }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    const advice = ADVICE[error.code]
    return { ok: false, about, text: [error.message, advice].filter(Boolean).join(' ') }
  }
}
