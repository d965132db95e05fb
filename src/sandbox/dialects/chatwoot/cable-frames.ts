import type { EngineEvent } from '../../engine/index.ts'
import { showAgent } from './agents.ts'
import { echoed } from './echoes.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'
import { showConversation, showMessage } from './show.ts'
import { TENANT } from './values.ts'

export interface Frame {
  readonly event: string
  readonly data: { readonly account_id: number; readonly [field: string]: unknown }
}

/** What the socket tells of an event, as it is at this moment; `null`: nothing (facts, 6.1). */
export function frameOf(scene: Scene, event: EngineEvent): Frame | null {
  switch (event.kind) {
    case 'message':
    case 'status': {
      const { account_id, ...message } = showMessage(scene, event.session, event.message)
      const { id: _id, ...conversation } = showConversation(scene, event.session)
      const { last_activity_at, unread_count, meta } = conversation
      const about = { assignee_id: meta.assignee?.id ?? null, unread_count, last_activity_at }
      const told = { account_id, ...message, conversation: about }
      // The echo is told when the message comes to be, and never again (scenario 13).
      return event.kind === 'message'
        ? { event: 'message.created', data: { ...told, ...echoed(scene.echoes.current) } }
        : { event: 'message.updated', data: told }
    }
    case 'session-opened':
      return about(scene, event.resumed ? 'conversation.status_changed' : 'conversation.created', event)
    case 'session-closed':
      return about(scene, 'conversation.status_changed', event)
    case 'session-changed':
      return about(scene, 'assignee.changed', event)
    case 'operator': {
      const users = { [numberOf(event.operator.id)]: showAgent(scene, event.operator).availability_status }
      return { event: 'presence.update', data: { account_id: TENANT.accountId, users } }
    }
    case 'reset': {
      const cache_keys = { label: '1', inbox: '1', team: '1' }
      return { event: 'account.cache_invalidated', data: { account_id: TENANT.accountId, cache_keys } }
    }
    default:
      return null
  }
}

function about(scene: Scene, event: string, { session }: Extract<EngineEvent, { session: unknown }>): Frame {
  return { event, data: showConversation(scene, session) }
}
