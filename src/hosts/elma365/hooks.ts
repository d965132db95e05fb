import { checkHookSecret, readHookBody } from '../hook-body.ts'
import type { Hooks } from '../port.ts'
import type { Elma365Settings } from './settings.ts'
import { HookBody } from './wire.ts'

/** The host has no signatures of its own: its process posts with a secret that the settings share. */
export function hooksOf({ hookSecret }: Pick<Elma365Settings, 'hookSecret'>): Hooks {
  return {
    read: (headers, rawBody) => {
      checkHookSecret(headers, hookSecret)
      const { eventId, event, session } = readHookBody(HookBody, rawBody)
      return [{ eventId, kind: event, sessionId: session }]
    },
  }
}
