import { z } from 'zod'
import type { NodeApp } from '../../http.ts'
import { showAgent } from './agents.ts'
import { callerOf, roleOf } from './caller.ts'
import { conversationAt } from './conversations.ts'
import { idOf, numberOf } from './ids.ts'
import { readJson } from './refusals.ts'
import type { Scene } from './scene.ts'
import { statusOf } from './show.ts'

const StatusBody = z.object({ status: z.enum(['open', 'resolved', 'pending', 'snoozed']) })
const AssignBody = z.object({
  assignee_id: z.coerce.number().nullish(),
  team_id: z.coerce.number().nullish(),
})
const LabelsBody = z.object({ labels: z.array(z.string()) })
const AttributesBody = z.object({ custom_attributes: z.record(z.string(), z.json()) })

/** What is done with a conversation besides writing (facts, 2.3). */
export function mountRouting(app: NodeApp, scene: Scene): void {
  const { engine, memory } = scene

  app.post('/conversations/:id/toggle_status', async (c) => {
    const caller = callerOf(scene, c)
    const session = conversationAt(scene, caller, c.req.param('id'))
    const { status } = await readJson(c, StatusBody)
    if (status === 'resolved') {
      if (session.state !== 'closed') engine.close(session.id, null)
      memory.addExtra(session.id, 'activity', 'Conversation was marked resolved', null)
    } else {
      if (session.state === 'closed') engine.reopen(session.id)
      memory.note(session.id, { held: status === 'open' ? null : status })
      // An agent who opens a conversation has it, an administrator does not (scenario 15).
      const agentId = caller.operatorId
      if (status === 'open' && agentId !== null && roleOf(scene, agentId) === 'agent')
        engine.assign(session.id, agentId)
    }
    const done = { success: true, conversation_id: numberOf(session.id), snoozed_until: null }
    return c.json({ meta: {}, payload: { ...done, current_status: statusOf(scene, session) } })
  })

  app.post('/conversations/:id/assignments', async (c) => {
    const session = conversationAt(scene, callerOf(scene, c), c.req.param('id'))
    const asked = await readJson(c, AssignBody)
    if (asked.assignee_id == null && asked.team_id != null) {
      const team = engine.store.groups.find(({ id }) => id === idOf('team', asked.team_id))
      if (team) engine.assignToGroup(session.id, team.id, { anyGroup: true })
      return c.json(team ? { id: numberOf(team.id), name: team.name } : null)
    }
    const agent = engine.store.operators.find(({ id }) => id === idOf('agent', asked.assignee_id))
    if (agent) engine.assign(session.id, agent.id, { evenClosed: true })
    // An unknown id takes the conversation away from its agent without a word (scenario 15).
    else engine.unassign(session.id)
    return c.json(agent ? showAgent(scene, agent) : null)
  })

  app.get('/conversations/:id/labels', (c) => {
    const session = conversationAt(scene, callerOf(scene, c), c.req.param('id'))
    return c.json({ payload: session.tags })
  })
  app.post('/conversations/:id/labels', async (c) => {
    const session = conversationAt(scene, callerOf(scene, c), c.req.param('id'))
    const { labels } = await readJson(c, LabelsBody)
    return c.json({ payload: engine.setTags(session.id, labels).tags })
  })
  app.post('/conversations/:id/custom_attributes', async (c) => {
    const session = conversationAt(scene, callerOf(scene, c), c.req.param('id'))
    const { custom_attributes: customAttributes } = await readJson(c, AttributesBody)
    memory.note(session.id, { customAttributes })
    return c.json({ custom_attributes: customAttributes })
  })
}
