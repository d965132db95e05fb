import * as z from 'zod'
import { path } from '../http-body.ts'
import type { Http } from '../http.ts'
import type { Routing, RoutingTarget } from '../port.ts'
import { signedComment } from '../signed-comment.ts'
import { unknownId, type Edna } from './api.ts'
import { agentLoginOf, operatorIdOf, threadIdOf } from './map.ts'
import type { Agents } from './operators.ts'
import { TransferAnswer } from './wire.ts'

/** 200 without a body (facts, 2.6). */
const Nothing = z.unknown()

/** Assigning and transferring. The host has no way to close a thread from outside, or to open one again. */
export function routingOf(edna: Edna, agents: Agents): Required<Omit<Routing, 'close' | 'reopen'>> {
  const { settings, center } = edna
  const threadPath = (sessionId: string, deed: string): string => {
    const thread = threadIdOf(settings, sessionId)
    if (thread === null) throw unknownId('session')
    return path('v1', 'threads', String(thread), deed)
  }

  return {
    assign: async (sessionId, operatorId) => {
      const to = threadPath(sessionId, 'assign')
      const login = agentLoginOf(settings, operatorId)
      if (!(await agents()).has(login)) throw unknownId('operator')
      await deedWithoutAnswer(center, to, { login })
    },
    targets: async () => [
      ...[...(await agents()).keys()].map((login): RoutingTarget => {
        const id = operatorIdOf(settings, login) ?? login
        return { kind: 'operator', id, name: nameOf(settings, id) }
      }),
      ...settings.skills.map(({ id, name }) => ({ kind: 'skill' as const, id: String(id), name })),
      ...settings.units.map(({ id, name }) => ({ kind: 'department' as const, id: String(id), name })),
    ],
    handOver: async (sessionId, target, comment, by) => {
      const to = threadPath(sessionId, 'transfer')
      const receiver = await receiverOf(edna, agents, target)
      // The host has a field for the words and none for who says them (facts, 2.7).
      const said = comment === null ? null : signedComment(nameOf(settings, by), comment)
      await center.deed({
        method: 'PUT',
        path: to,
        json: { transferMode: settings.transferMode, ...receiver, ...(said !== null && { comment: said }) },
        answer: TransferAnswer,
      })
    },
  }
}

/** The host tells no names: they stand in the settings, else the login is shown. */
const nameOf = (settings: Edna['settings'], id: string): string =>
  settings.operators.find((one) => one.id === id)?.name ?? agentLoginOf(settings, id)

/** One kind of receiver at a time (facts, 2.7). @throws HostError `unknown-id` for one that the host does not have. */
async function receiverOf({ settings }: Edna, agents: Agents, { kind, id }: RoutingTarget) {
  const nobody = { userIds: null, skillIds: null, unitIds: null }
  switch (kind) {
    case 'operator': {
      const agent = (await agents()).get(agentLoginOf(settings, id))
      if (!agent) throw unknownId('operator')
      return { ...nobody, userIds: [agent.id] }
    }
    case 'skill': {
      const skill = settings.skills.find((one) => String(one.id) === id)
      if (!skill) throw unknownId('skill')
      return { ...nobody, skillIds: [skill.id] }
    }
    case 'department': {
      const unit = settings.units.find((one) => String(one.id) === id)
      if (!unit) throw unknownId('department')
      return { ...nobody, unitIds: [unit.id] }
    }
    default:
      // Groups and bots are targets of the host's own form, and of no API.
      throw unknownId(kind)
  }
}

async function deedWithoutAnswer(center: Http, to: string, json: object): Promise<void> {
  await center.deed({ method: 'PUT', path: to, json, answer: Nothing })
}
