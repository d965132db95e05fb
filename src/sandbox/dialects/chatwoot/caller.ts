import type { NodeContext } from '../../http.ts'
import { ChatwootRefusal, denied } from './refusals.ts'
import type { Scene } from './scene.ts'
import { agentToken, TENANT } from './values.ts'

/** Who asks: the integration's own user, one of the staff, or a bot. */
export interface Caller {
  readonly kind: 'service' | 'agent' | 'bot'
  readonly operatorId: string | null
}

/** Supervisors are the account's administrators. */
export function roleOf({ engine }: Pick<Scene, 'engine'>, operatorId: string): 'administrator' | 'agent' {
  const supervises = engine.store.lines.some(({ supervisors }) => supervisors.includes(operatorId))
  return supervises ? 'administrator' : 'agent'
}

/** By the token header, with underscores or hyphens (scenario 1). Throws the host's 401. */
export function callerOf({ engine }: Scene, c: NodeContext): Caller {
  const token = c.req.header('api_access_token') ?? c.req.header('api-access-token')
  if (token === TENANT.token) return { kind: 'service', operatorId: null }
  if (token === TENANT.botToken) return { kind: 'bot', operatorId: null }
  const agent = engine.store.operators.find(({ id }) => agentToken(id) === token)
  if (!agent) throw new ChatwootRefusal(401, { error: 'Invalid Access Token' })
  return { kind: 'agent', operatorId: agent.id }
}

/** A bot begins conversations, looks at one by its number, and does things in it: nothing else (facts, 1.2). */
export function refuseBots(caller: Caller): void {
  if (caller.kind === 'bot') throw denied()
}

/** An agent sees the inboxes he is a member of; administrators see all. */
export function seesLine(scene: Scene, { kind, operatorId }: Caller, lineId: string): boolean {
  if (kind === 'bot') return true
  if (operatorId === null) return scene.profile.now.tokenRole === 'administrator'
  const line = scene.engine.store.lines.find(({ id }) => id === lineId)
  return roleOf(scene, operatorId) === 'administrator' || line?.operators.includes(operatorId) === true
}
