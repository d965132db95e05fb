import { HostError } from '../errors.ts'
import type { Host, LineTarget, Routing } from '../port.ts'
import { remembered } from '../remember.ts'
import type { Elma365 } from './api.ts'
import type { Staff } from './operators.ts'
import { GroupsAnswer, NothingAnswer } from './wire.ts'

/** The largest list of groups the host is asked for at once. */
const MOST_GROUPS = 10_000

/** Hand-over and close, by the SDK's own methods in our module (T2); it has none to open a session again. */
export function routingOf(
  elma: Elma365,
  lines: Host['lines'],
  staff: Staff,
): Required<Omit<Routing, 'reopen'>> {
  const deed = async (path: string, json: object) => {
    await elma.module.deed({ method: 'POST', path, json, answer: NothingAnswer })
  }
  const assign = (session: string, operator: string) => deed('assign', { session, operator })
  const targets = async () => [...(await groupsOf(elma)), ...(await peopleOf(lines, staff))]
  return {
    assign,
    // The host lets only the assigned operator close (T2).
    close: (session, operator) => deed('close', { session, operator }),
    targets: remembered(targets, elma.settings.linesFreshForMs, elma.now),
    async handOver(session, { kind, id }, comment) {
      if (comment !== null) throw refused('The host keeps no comment with a hand-over.')
      if (kind === 'operator') return assign(session, id)
      if (kind === 'group') return deed('queue', { session, group: id })
      throw refused(`A session cannot be handed to a ${kind} here.`)
    },
  }
}

/** Only a group among the operators of the session's own line takes it (T2); which ones those are, the settings say. */
async function groupsOf({ settings, web }: Elma365): Promise<LineTarget[]> {
  const ids = [...new Set(settings.lines.flatMap((line) => line.operatorGroups))]
  if (ids.length === 0) return []
  const groups = await web.read({
    method: 'POST',
    path: 'scheme/groups/list',
    json: { from: 0, size: MOST_GROUPS },
    answer: GroupsAnswer,
  })
  const names = new Map(groups.map(({ __id, id, __name, name }) => [__id ?? id, __name ?? name]))
  return ids.map((id) => {
    const lines = settings.lines.filter((line) => line.operatorGroups.includes(id))
    return { kind: 'group', id, name: names.get(id) ?? id, lineIds: lines.map((line) => line.id) }
  })
}

/** The people of the lines' groups. */
async function peopleOf(lines: Host['lines'], staff: Staff): Promise<LineTarget[]> {
  const [all, names] = await Promise.all([lines.list(), staff()])
  const ids = [...new Set(all.flatMap((line) => line.operators ?? []))]
  return ids.map((id) => {
    const own = all.filter((line) => line.operators?.includes(id))
    return { kind: 'operator', id, name: names.get(id) ?? id, lineIds: own.map((line) => line.id) }
  })
}

function refused(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-data', code: 'bad-request', happened: 'no' })
}
