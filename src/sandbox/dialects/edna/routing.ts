import { z } from 'zod'
import type { Engine, Session } from '../../engine/index.ts'
import type { NodeApp, NodeContext } from '../../http.ts'
import { nothing, readJson, Refusal } from './answers.ts'
import skills from './directory/skills.json' with { type: 'json' }
import units from './directory/units.json' with { type: 'json' }
import { agentByLogin } from './people.ts'
import { threadBy } from './threads.ts'
import { idOf, numberOf } from './values.ts'

const AssignBody = z.union([z.object({ userId: z.number() }), z.object({ login: z.string() })])
const Ids = z.array(z.number()).nullish()
const TransferBody = z.object({
  transferMode: z.enum(['TO_FREE_SLOT', 'TO_READY_OPERATOR', 'TO_ROUTING']),
  userIds: Ids,
  skillIds: Ids,
  unitIds: Ids,
  comment: z.string().nullish(),
})
type Transfer = z.infer<typeof TransferBody>
const Kept = z.object({ comments: z.array(z.string()).default([]) })

/** Giving threads to agents (facts, 2.6 and 2.7). Closing one is not possible from outside. */
export function mountRouting(app: NodeApp, engine: Engine, role: (c: NodeContext) => string): void {
  app.put('/threads/:id{[0-9]+}/assign', async (c) => {
    if (role(c) !== 'INTEGRATOR') throw new Refusal(403, 'Forbidden', 'Access denied.')
    const body = await readJson(c, AssignBody)
    const session = openThread(engine, Number(c.req.param('id')))
    const agent =
      'login' in body
        ? agentByLogin(engine, body.login)
        : engine.store.operators.find(({ id }) => id === idOf('op', body.userId))
    if (!agent) throw new Refusal(404, 'Not Found', 'There is no such agent.')
    engine.assign(session.id, agent.id)
    return nothing(c)
  })
  app.put('/threads/:id{[0-9]+}/transfer', async (c) => {
    const body = await readJson(c, TransferBody)
    const session = openThread(engine, Number(c.req.param('id')))
    const agentId = transfer(engine, session, body)
    if (body.comment != null) keepComment(engine, session.id, body.comment)
    const operator =
      agentId === null
        ? null
        : { id: numberOf(agentId), name: null, alias: null, role: null, maxThreads: null, photoUrl: null }
    return c.json({ id: numberOf(session.id), type: 'NORMAL', operator })
  })
}

/** Agents read it on their own pages; no call of the host gives it back. */
function keepComment(engine: Engine, sessionId: string, comment: string): void {
  const key = `edna/transfers/${sessionId}`
  const { comments } = Kept.parse(engine.store.storage[key] ?? {})
  engine.putStorage(key, { comments: [...comments, comment] })
}

function openThread(engine: Engine, number: number): Readonly<Session> {
  const session = threadBy(engine, number)
  if (session.state === 'closed') throw new Refusal(400, 'Bad Request', 'The thread is closed.')
  return session
}

/** To an agent, or to the queue of a skill or unit; answers the agent who got it. How a failure looks is not documented. */
function transfer(engine: Engine, session: Readonly<Session>, body: Transfer): string | null {
  const user = body.userIds?.[0]
  if (user !== undefined) return toAgent(engine, session, user, body.transferMode)
  const skill = skills.find(({ id }) => id === body.skillIds?.[0])
  const unit = units.find(({ id }) => id === body.unitIds?.[0])
  const group = skill ?? unit
  if (!group) throw new Refusal(400, 'Bad Request', 'There is nobody to transfer to.')
  const members = engine.store.groups.find(({ id }) => id === group.groupId)?.operatorIds ?? []
  if (body.transferMode !== 'TO_ROUTING' && !members.some((id) => isReady(engine, id)))
    throw new Refusal(400, 'Bad Request', 'No agent has a free slot.')
  engine.assignToGroup(session.id, group.groupId)
  return null
}

function toAgent(
  engine: Engine,
  session: Readonly<Session>,
  user: number,
  mode: Transfer['transferMode'],
): string {
  const agent = engine.store.operators.find(({ id }) => id === idOf('op', user))
  if (!agent) throw new Refusal(400, 'Bad Request', 'There is no such agent.')
  if (mode !== 'TO_ROUTING' && !isReady(engine, agent.id))
    throw new Refusal(400, 'Bad Request', 'No agent has a free slot.')
  engine.assign(session.id, agent.id)
  return agent.id
}

function isReady(engine: Engine, agentId: string): boolean {
  return engine.store.operators.some(({ id, status }) => id === agentId && status === 'active')
}
