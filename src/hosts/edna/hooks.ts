import { checkHookSecret, readHookBody, readHookJson } from '../hook-body.ts'
import type { Hooks } from '../port.ts'
import { sessionIdOf } from './map.ts'
import type { EdnaSettings } from './settings.ts'
import { OtherHookBody, TrainingBody } from './wire.ts'

/** A bot's webhook TRAINING. The host signs nothing, so the secret stands in the webhook's address (facts, section 5). */
export function hooksOf(settings: Pick<EdnaSettings, 'hookSecret' | 'sessionPrefix'>): Hooks {
  return {
    read: (headers, rawBody) => {
      checkHookSecret(headers, settings.hookSecret)
      const json = readHookJson(rawBody)
      // Other bot actions and Pulse's events name no thread: they are taken and tell nothing.
      if (OtherHookBody.safeParse(json).success) return []
      const { sessionId, messageIndex } = readHookBody(TrainingBody, rawBody)
      return [
        {
          eventId: `${sessionId}:${messageIndex}`,
          kind: 'message',
          sessionId: sessionIdOf(settings, Number(sessionId)),
        },
      ]
    },
  }
}
