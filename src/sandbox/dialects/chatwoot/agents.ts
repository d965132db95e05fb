import type { StoreView } from '../../engine/index.ts'
import { roleOf } from './caller.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'
import { TENANT } from './values.ts'

type Agent = StoreView['operators'][number]
const AVAILABILITY = { active: 'online', finishing: 'online', out: 'busy', offline: 'offline' } as const

export function showAgent(scene: Scene, { id, name, email, status }: Agent) {
  return {
    id: numberOf(id),
    account_id: TENANT.accountId,
    availability_status: AVAILABILITY[status],
    auto_offline: true,
    confirmed: true,
    email,
    available_name: name,
    name,
    role: roleOf(scene, id),
    thumbnail: '',
    custom_role_id: null,
  }
}

/** A user as the author; `null` is the integration's own. */
export function person(scene: Scene, operatorId: string | null) {
  const agent = scene.engine.store.operators.find(({ id }) => id === operatorId)
  const { id, name } = agent ? { id: numberOf(agent.id), name: agent.name } : TENANT.service
  return { id, name, available_name: name, avatar_url: '', type: 'user', availability_status: 'online' }
}
