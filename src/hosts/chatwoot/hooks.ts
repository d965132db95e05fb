import { notAllowed, readHookBody, sameText } from '../hook-body.ts'
import type { Hooks } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { eventsOf } from './events.ts'
import { hmacSha256 } from './sha256.ts'
import { HookBody } from './wire-events.ts'

const SIGNATURE = 'x-chatwoot-signature'
const TIMESTAMP = 'x-chatwoot-timestamp'

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
      return eventsOf(ids, readHookBody(HookBody, rawBody), rawBody)
    },
  }
}
