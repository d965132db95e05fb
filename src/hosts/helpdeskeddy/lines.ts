import type { Line, Unconfirmed } from '../../domain/words.ts'
import type { RoutingTarget } from '../port.ts'
import { remembered } from '../remember.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { inLanguage, nameOf } from './map.ts'
import type { LineRow } from './line-settings.ts'
import type { HelpdeskeddySettings } from './settings.ts'
import { DepartmentsAnswer, UsersAnswer, type WireUser } from './wire.ts'

const MOST_PAGES = 20

/** Departments by number, with their names. */
export async function departmentsOf({ http, settings }: Helpdeskeddy): Promise<Map<number, string>> {
  const { data } = await http.read({
    method: 'GET',
    path: address(['departments']),
    answer: DepartmentsAnswer,
  })
  return new Map(data.map(({ id, name }) => [id, inLanguage(name, settings.language) ?? String(id)]))
}

/** Users of these groups, to the last page. */
export async function staffOf(
  { http }: Helpdeskeddy,
  groups: readonly number[],
): Promise<readonly WireUser[]> {
  const staff: WireUser[] = []
  if (groups.length === 0) return staff
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = address(['users'], { group_list: groups.join(','), page: String(page) })
    const { data, pagination } = await http.read({ method: 'GET', path, answer: UsersAnswer })
    staff.push(...data)
    if (!pagination.more) break
  }
  return staff
}

interface Known {
  readonly departments: ReadonlyMap<number, string>
  readonly operators: readonly WireUser[]
  readonly supervisors: readonly WireUser[]
}

export interface Directory {
  lines(): Promise<readonly Line[]>
  /** Departments and staff, to hand a session over to. */
  targets(): Promise<readonly RoutingTarget[]>
  /** Who may be given a ticket of this department: its operators and supervisors, as far as the settings name their groups. */
  staffIn(department: number): Promise<readonly WireUser[]>
}

/** The lines of the settings whose department the host has; who works there is told by the staff's own departments. */
export function directoryOf(hde: Helpdeskeddy): Directory {
  const { settings, ids } = hde
  const read = remembered<Known>(
    async () => {
      const [departments, operators, supervisors] = await Promise.all([
        departmentsOf(hde),
        staffOf(hde, settings.operatorGroups),
        staffOf(hde, settings.supervisorGroups),
      ])
      return { departments, operators, supervisors }
    },
    hde.settings.linesFreshForMs,
    hde.now,
  )
  const within = (groups: readonly number[], staff: readonly WireUser[], department: number) =>
    groups.length === 0
      ? null
      : staff.filter((user) => user.department.includes(department)).map((user) => ids.operator.of(user.id))
  return {
    async lines() {
      const { departments, operators, supervisors } = await read()
      return settings.lines
        .filter(({ departmentId }) => departments.has(departmentId))
        .map((row) => ({ row, unconfirmed: unconfirmedIn(settings, row) }))
        .map(({ row: { id, name, departmentId, channels, mailbox }, unconfirmed }) => ({
          id,
          name: name ?? departments.get(departmentId) ?? id,
          channels: channels.map(({ channel }) => channel),
          operators: within(settings.operatorGroups, operators, departmentId),
          supervisors: within(settings.supervisorGroups, supervisors, departmentId),
          mailbox,
          ...(unconfirmed.length > 0 && { unconfirmed }),
        }))
    },
    async staffIn(department) {
      const { operators, supervisors } = await read()
      const known = new Map([...operators, ...supervisors].map((user) => [user.id, user]))
      return [...known.values()].filter((user) => user.department.includes(department))
    },
    async targets() {
      const { departments, operators, supervisors } = await read()
      const people = [...operators, ...supervisors].map((user) => {
        const id = ids.operator.of(user.id)
        return { kind: 'operator', id, name: nameOf(user) ?? id } as const
      })
      const rooms = [...departments].map(
        ([id, name]) => ({ kind: 'department', id: String(id), name }) as const,
      )
      return [...people, ...rooms]
    },
  }
}

/** What an administrator has yet to confirm (R-RISK-1, R-RULES-1). */
function unconfirmedIn({ whatsapp }: HelpdeskeddySettings, { channels }: LineRow): Unconfirmed[] {
  return channels.flatMap(({ channel, riskConfirmed, rulesConfirmed }): Unconfirmed[] => {
    if (channel !== 'whatsapp') return []
    if (whatsapp === 'unofficial') return riskConfirmed ? [] : [{ channel, what: 'unofficial-api' }]
    return rulesConfirmed ? [] : [{ channel, what: 'template-rules' }]
  })
}
