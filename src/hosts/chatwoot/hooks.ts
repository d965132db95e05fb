import { notAllowed, readHookBody, sameText } from '../hook-body.ts'
import type { HookEvent, Hooks } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { hmacSha256 } from './sha256.ts'
import { HookBody, type WireEvent } from './wire.ts'

const SIGNATURE = 'x-chatwoot-signature'
const TIMESTAMP = 'x-chatwoot-timestamp'
const DELIVERY = 'x-chatwoot-delivery'

/** The account's web hook, signed over its time and its raw body (facts, 6.2). */
export function hooksOf({ settings, ids, now }: Pick<Chatwoot, 'settings' | 'ids' | 'now'>): Hooks {
  return {
    read: (headers, rawBody) => {
      const timestamp = headers.get(TIMESTAMP) ?? ''
      const late = Math.abs(Number(timestamp) * 1000 - now().getTime())
      const signature = `sha256=${hmacSha256(settings.webhookSecret, `${timestamp}.${rawBody}`)}`
      // A signature that is right but old may be somebody's recording.
      if (
        !sameText(headers.get(SIGNATURE) ?? '', signature) ||
        !/^\d+$/.test(timestamp) ||
        late > settings.hookToleranceMs
      )
        throw notAllowed('The call does not bear a fresh signature of this workspace.')
      const event = readHookBody(HookBody, rawBody)
      const conversation = event.conversation?.id ?? (typeof event.id === 'number' ? event.id : null)
      const kind = kindOf(event)
      if (kind === null || conversation === null) return []
      const sessionId = ids.ours('conversation', conversation)
      return [{ eventId: eventIdOf(event, headers.get(DELIVERY) ?? timestamp), kind, sessionId }]
    },
  }
}

/** What it means to us; `null` for what changes nothing that people read. */
function kindOf(event: WireEvent): HookEvent['kind'] | null {
  switch (event.event) {
    case 'message_created':
    case 'message_updated':
      return event.private === true || event.message_type === 'activity' || !event.conversation
        ? null
        : 'message'
    case 'conversation_created':
      return 'session-opened'
    case 'conversation_status_changed':
      if (event.status === 'resolved') return 'session-closed'
      return event.status === 'open' ? 'session-opened' : null
    default:
      return null
  }
}

/** The host repeats itself under new delivery ids (#11901), so an event is what it tells: its name, its thing, its state. */
function eventIdOf({ event, id, status, updated_at: updatedAt }: WireEvent, delivery: string): string {
  const state = [status, updatedAt].filter((part) => part != null)
  if (event === 'message_updated' && state.length === 0) state.push(delivery)
  return [event, id, ...(event === 'message_created' || event === 'conversation_created' ? [] : state)].join(
    ':',
  )
}
