import { HostError } from '../errors.ts'
import type { Hooks } from '../port.ts'
import { sessionIdOf } from './map.ts'
import type { EdnaSettings } from './settings.ts'
import { OtherHookBody, TrainingBody } from './wire.ts'

/** The gateway puts the last part of a hook's address into this header. */
const HOOK_HEADER = 'x-firstline-hook'

/** A bot's webhook TRAINING. The host signs nothing, so the secret stands in the webhook's address (facts, section 5). */
export function hooksOf(settings: Pick<EdnaSettings, 'hookSecret' | 'sessionPrefix'>): Hooks {
  return {
    read: (headers, rawBody) => {
      if (!sameSecret(headers.get(HOOK_HEADER) ?? '', settings.hookSecret))
        throw new HostError('The call does not bear the secret of this workspace.', {
          kind: 'not-allowed',
          code: 'not-allowed',
          happened: 'no',
        })
      const json = jsonOf(rawBody)
      // Other bot actions and Pulse's events name no thread: they are taken and tell nothing.
      if (OtherHookBody.safeParse(json).success) return []
      const result = TrainingBody.safeParse(json)
      if (!result.success) {
        const issue = result.error.issues[0]
        throw bad(`The field "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message ?? ''}`)
      }
      const { sessionId, messageIndex } = result.data
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

function jsonOf(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch {
    throw bad('The body is not JSON.')
  }
}

function bad(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-data', code: 'bad-request', happened: 'no' })
}

/** Takes the same time whatever differs, and wherever. Written out, because Node's own comparison is not in a page. */
function sameSecret(shown: string, secret: string): boolean {
  const encoder = new TextEncoder()
  const [a, b] = [encoder.encode(shown), encoder.encode(secret)]
  let difference = a.length ^ b.length
  for (let at = 0; at < b.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}
