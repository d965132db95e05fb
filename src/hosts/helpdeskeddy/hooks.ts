import { checkHookSecret, readHookBody } from '../hook-body.ts'
import type { Hooks } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { HookBody } from './wire.ts'

/** There is no signature (ND): the rules of the dispatcher show a secret that the settings share. */
export function hooksOf({ settings, ids, now }: Pick<Helpdeskeddy, 'settings' | 'ids' | 'now'>): Hooks {
  return {
    read: (headers, rawBody) => {
      checkHookSecret(headers, settings.hookSecret)
      const { event, ticketId, postId, updatedAt } = readHookBody(HookBody, rawBody)
      // The host repeats for a day and has no id for an event: a post is told once, a change once per its time (R4).
      const which = event === 'message' && postId !== '' ? postId : updatedAt.replaceAll(/\D/g, '')
      // A rule that fills in neither cannot be told from its repetition: to look twice does no harm, not to look would.
      const eventId = `${event}.${ticketId}.${which || `at-${now().getTime()}`}`
      return [{ eventId, kind: event, sessionId: ids.session.of(ticketId) }]
    },
  }
}
