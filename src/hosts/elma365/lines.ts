import type { Line } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import { remembered } from '../remember.ts'
import type { Elma365 } from './api.ts'
import { LinesAnswer, UsersAnswer } from './wire.ts'

/** The lines the host has, by id, with their names there. */
export async function namesOfLines({ module }: Elma365): Promise<Map<string, string>> {
  const { lines } = await module.read({ method: 'GET', path: 'lines', answer: LinesAnswer })
  return new Map(lines.map((line) => [line.id, line.name]))
}

/** The lines of the settings that the host has too. Who works there is read from the groups of the settings. */
export function linesOf(elma: Elma365): { list(): Promise<readonly Line[]> } {
  const { settings, now } = elma
  return { list: remembered(() => list(elma), settings.linesFreshForMs, now) }
}

async function list(elma: Elma365): Promise<readonly Line[]> {
  const members = new Map<string, Promise<readonly string[]>>()
  const ofGroup = (id: string) => {
    const known = members.get(id) ?? membersOf(elma, id)
    members.set(id, known)
    return known
  }
  const ofGroups = async (ids: readonly string[]) =>
    ids.length === 0 ? null : [...new Set((await Promise.all(ids.map(ofGroup))).flat())]
  const names = await namesOfLines(elma)
  const known = elma.settings.lines.filter((line) => names.has(line.id))
  return Promise.all(
    known.map(async (line) => ({
      id: line.id,
      name: names.get(line.id) ?? line.id,
      channels: line.channels.map((route) => route.channel),
      operators: await ofGroups(line.operatorGroups),
      supervisors: await ofGroups(line.supervisorGroups),
    })),
  )
}

/** Ids of a group's users. */
export async function membersOf({ web }: Elma365, groupId: string): Promise<readonly string[]> {
  const users = await web.read({
    method: 'GET',
    path: path('scheme', 'groups', groupId, 'users'),
    answer: UsersAnswer,
  })
  return users.flatMap((user) => user.__id ?? user.id ?? [])
}
