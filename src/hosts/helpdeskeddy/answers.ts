import { limitedFetch } from '../http-body.ts'

const MOST_BYTES = 16 * 1024 * 1024
/** User objects carry their user's key (V1): it goes no further than this. */
const KEYS = /("api_key"\s*:\s*")[^"]*/g

/**
 * The fetch given, with this host's answers put into the words of HTTP: a ban, which comes as 401 with the code `e-401` and the title
 * "Ban" or as a bare 429 (R5), becomes 429 with the time to wait. A wrong key stays 401, whatever its code is (ND).
 */
export function plainAnswers(inner: typeof fetch, banMs: number): typeof fetch {
  const limited = limitedFetch(inner, MOST_BYTES)
  return async (input, init) => {
    const response = await limited(input, init)
    const text = (await response.text()).replaceAll(KEYS, '$1***')
    const banned = isBan(response.status, text)
    const headers = new Headers(response.headers)
    if (banned && !headers.has('retry-after')) headers.set('retry-after', String(Math.ceil(banMs / 1000)))
    const status = banned ? 429 : response.status
    return new Response(status === 204 || status === 304 ? null : text, { status, headers })
  }
}

/** Is this answer a ban, in one of the ways in which clients have met it (R5)? */
export function isBan(status: number, text: string): boolean {
  if (status === 429) return true
  if (status !== 401) return false
  return errorsIn(parsed(text)).some(({ code, title }) => code === 'e-401' && /\bban\b/i.test(title))
}

/** What the host refuses with any status (R3): codes that begin with `s-` are successes, all others failures. */
export function refusal(json: unknown): string | null {
  const failures = errorsIn(json).filter(({ code }) => !code.startsWith('s-'))
  if (failures.length === 0) return null
  return failures.map(({ title, details }) => details || title).join(' ') || 'errors'
}

interface WireError {
  readonly code: string
  readonly title: string
  readonly details: string
}

function errorsIn(json: unknown): WireError[] {
  if (typeof json !== 'object' || json === null || !('errors' in json) || !Array.isArray(json.errors))
    return []
  return json.errors.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return []
    const { code, title, details } = item as Readonly<Record<string, unknown>>
    return [{ code: word(code), title: word(title), details: word(details) }]
  })
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
