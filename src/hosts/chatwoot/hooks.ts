import { HostError } from '../errors.ts'
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
        !same(headers.get(SIGNATURE) ?? '', signature) ||
        !/^\d+$/.test(timestamp) ||
        late > settings.hookToleranceMs
      )
        throw new HostError('The call does not bear a fresh signature of this workspace.', {
          kind: 'not-allowed',
          code: 'not-allowed',
          happened: 'no',
        })
      const event = body(rawBody)
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

function body(rawBody: string): WireEvent {
  let json: unknown
  try {
    json = JSON.parse(rawBody)
  } catch (cause) {
    throw bad('The body is not JSON.', cause)
  }
  const result = HookBody.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw bad(`The field "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message ?? ''}`, result.error)
}

function bad(sentence: string, cause: unknown): HostError {
  return new HostError(sentence, { kind: 'fix-data', code: 'bad-request', happened: 'no', cause })
}

/** Takes the same time whatever differs, and wherever. */
function same(shown: string, right: string): boolean {
  let difference = shown.length ^ right.length
  for (let at = 0; at < right.length; at += 1)
    difference |= (at < shown.length ? shown.charCodeAt(at) : 0) ^ right.charCodeAt(at)
  return difference === 0
}
