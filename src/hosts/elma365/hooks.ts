import { HostError } from '../errors.ts'
import type { Hooks } from '../port.ts'
import type { Elma365Settings } from './settings.ts'
import { HookBody } from './wire.ts'

/** The header in which the host's process shows the hook secret. */
const HOOK_HEADER = 'x-firstline-hook'

/** The host has no signatures of its own: its process posts with a secret that the settings share. */
export function hooksOf({ hookSecret }: Pick<Elma365Settings, 'hookSecret'>): Hooks {
  return {
    read: (headers, rawBody) => {
      if (!sameSecret(headers.get(HOOK_HEADER) ?? '', hookSecret))
        throw new HostError('The call does not bear the secret of this workspace.', {
          kind: 'not-allowed',
          code: 'not-allowed',
          happened: 'no',
        })
      const { eventId, event, session } = body(rawBody)
      return [{ eventId, kind: event, sessionId: session }]
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
