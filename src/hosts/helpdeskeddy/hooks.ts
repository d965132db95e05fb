import { checkHookSecret, readHookBody } from '../hook-body.ts'
import type { Hooks } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { HookBody } from './wire.ts'

/** There is no signature (ND): the rules of the dispatcher show a secret that the settings share. */
export function hooksOf({ settings, ids }: Pick<Helpdeskeddy, 'settings' | 'ids'>): Hooks {
  return {
    read: (headers, rawBody) => {
      checkHookSecret(headers, settings.hookSecret)
      const { event, ticketId, postId, updatedAt } = readHookBody(HookBody, rawBody)
      // The host repeats for a day and has no id for an event: a post is told once, a change once per its time (R4).
      const which = event === 'message' && postId !== '' ? postId : updatedAt.replaceAll(/\D/g, '')
      return [{ eventId: `${event}.${ticketId}.${which}`, kind: event, sessionId: ids.session.of(ticketId) }]
    },
  }
}
