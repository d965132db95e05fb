import { HostError } from '../errors.ts'
import type { Hooks } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { HookBody } from './wire.ts'

/** The header that our README tells to set in the rules' web hooks. */
const HOOK_HEADER = 'x-firstline-hook'

/** There is no signature (ND): the rules of the dispatcher show a secret that the settings share. */
export function hooksOf({ settings, ids }: Pick<Helpdeskeddy, 'settings' | 'ids'>): Hooks {
  return {
    read: (headers, rawBody) => {
      if (!sameSecret(headers.get(HOOK_HEADER) ?? '', settings.hookSecret))
        throw new HostError('The call does not bear the secret of this workspace.', {
          kind: 'not-allowed',
          code: 'not-allowed',
          happened: 'no',
        })
      const { event, ticketId, postId, updatedAt } = body(rawBody)
      // The host repeats for a day and has no id for an event: a post is told once, a change once per its time (R4).
      const which = event === 'message' && postId !== '' ? postId : updatedAt.replaceAll(/\D/g, '')
      return [{ eventId: `${event}.${ticketId}.${which}`, kind: event, sessionId: ids.session.of(ticketId) }]
    },
  }
}

function body(rawBody: string) {
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

/** Takes the same time whatever differs, and wherever. Written out, because Node's own comparison is not in a page. */
function sameSecret(shown: string, secret: string): boolean {
  const encoder = new TextEncoder()
  const [a, b] = [encoder.encode(shown), encoder.encode(secret)]
  let difference = a.length ^ b.length
  for (let at = 0; at < b.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}
