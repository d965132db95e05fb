import { z } from 'zod'
import type { OperatorStatus } from '../../../domain/words.ts'
import type { Engine, StoreView } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { nothing, readJson, Refusal } from './answers.ts'
import { idOf, numberOf } from './values.ts'

type Agent = StoreView['operators'][number]

const STATUS: Readonly<Record<OperatorStatus, string>> = {
  active: 'READY',
  out: 'OUTGOING',
  finishing: 'PRE_INACTIVE',
  offline: 'INACTIVE',
}

/** An agent's login: the name before the at sign of the mailbox. */
export function loginOf({ email }: Pick<Agent, 'email'>): string {
  return email.split('@')[0] ?? email
}

export function agentByLogin(engine: Engine, login: string): Agent | null {
  return engine.store.operators.find((agent) => loginOf(agent) === login) ?? null
}

/** Sets what the agent shows; PRE_INACTIVE can only be reached from Inactive with open work (facts, section 4). */
export function setPresence(engine: Engine, agent: Agent, status: 'READY' | 'OUTGOING' | 'INACTIVE'): void {
  const ours = { READY: 'active', OUTGOING: 'out', INACTIVE: 'offline' } as const
  engine.setOperatorStatus(agent.id, ours[status])
}

const StatusBody = z.object({
  status: z.enum(['READY', 'OUTGOING', 'INACTIVE']),
  reason: z.string().optional(),
})

/** Agents: no display names (facts, 2.8). */
export function mountAgents(app: NodeApp, engine: Engine): void {
  app.get('/agents', (c) => {
    const states = c.req.queries('states') ?? ['ALL']
    const size = Math.max(1, Number(c.req.query('size') ?? 50) || 50)
    const from = (Number(c.req.query('page') ?? 0) || 0) * size
    const agents = engine.store.operators.map((agent) => agentOf(engine, agent))
    const shown = agents.filter(({ status }) => states.includes('ALL') || states.includes(status))
    return c.json(shown.slice(from, from + size))
  })
  app.put('/agents/:agent/status', async (c) => {
    const { status } = await readJson(c, StatusBody)
    const named = c.req.param('agent')
    const byLogin = c.req.query('userVariableName') === 'login'
    const agent = byLogin
      ? agentByLogin(engine, named)
      : engine.store.operators.find(({ id }) => id === idOf('op', Number(named)))
    if (!agent) throw new Refusal(404, 'Not Found', 'There is no such agent.')
    setPresence(engine, agent, status)
    return nothing(c)
  })
}

function agentOf(engine: Engine, agent: Agent) {
  const own = engine.store.sessions.filter(
    ({ operatorId, state }) => operatorId === agent.id && state !== 'closed',
  )
  return {
    id: numberOf(agent.id),
    login: loginOf(agent),
    status: STATUS[agent.status],
    reason: agent.status === 'offline' ? 'lunch_time' : null,
    activeThreads: own.length,
    lastActionTime: engine.now().toISOString(),
    lastStateChange: engine.now().toISOString(),
  }
}
