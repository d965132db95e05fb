import type { HookEvent } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { hmacSha256 } from './sha256.ts'
import type { WireEvent } from './wire-events.ts'

/**
 * What the host tells of, by web hook and by socket alike: where to look, or nothing. Both ways give one event the same id, and so
 * does every replica that hears it.
 * @param raw the whole of what came: where an event says nothing of when it was, only that tells it from another.
 */
export function eventsOf(ids: Chatwoot['ids'], told: WireEvent, raw: string): HookEvent[] {
  const event = { ...told, event: nameOf(told) }
  const conversation = event.conversation?.id ?? (typeof event.id === 'number' ? event.id : null)
  const kind = kindOf(event)
  if (kind === null || conversation === null) return []
  return [{ eventId: eventIdOf(event, raw), kind, sessionId: ids.ours('conversation', conversation) }]
}

/** A change of agent or team has a name of its own over the socket; a web hook tells it among a conversation's changed fields. */
function nameOf({ event, changed_attributes: changed }: WireEvent): string {
  if (event !== 'conversation_updated') return event
  const fields = new Set((changed ?? []).flatMap((one) => Object.keys(one)))
  if (fields.has('assignee_id')) return 'assignee_changed'
  return fields.has('team_id') ? 'team_changed' : event
}

/** What it means to us; `null` for what changes nothing that people read. */
function kindOf(event: WireEvent): HookEvent['kind'] | null {
  switch (event.event) {
    case 'message_created':
    case 'message_updated':
      return event.conversation ? 'message' : null
    case 'conversation_created':
      return 'session-opened'
    case 'conversation_status_changed':
      if (event.status === 'resolved') return 'session-closed'
      return event.status === 'open' ? 'session-opened' : null
    case 'assignee_changed':
    case 'team_changed':
      return 'session-changed'
    default:
      return null
  }
}

/**
 * The host repeats itself under new delivery ids (#11901), and those are not signed: an event is what it tells, its name, its thing,
 * its state. A message that is there and a conversation that begins happen once.
 */
function eventIdOf({ event, id, status, updated_at: updatedAt }: WireEvent, raw: string): string {
  if (event === 'message_created' || event === 'conversation_created') return `${event}:${id}`
  const when = updatedAt ?? hmacSha256('event', raw).slice(0, 16)
  return [event, id, ...(status == null ? [] : [status]), when].join(':')
}
