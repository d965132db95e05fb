import { HostError } from './errors.ts'
import { ReadResponse } from './read-response.ts'

/** The answer was longer than we read. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

/** The connection could not be made, or broke; the cause tells which. */
class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure'
}

/**
 * The fetch given, but it reads the whole answer before it returns, at most `limit` bytes: so the time limit and the retries
 * of the client cover the body too, and a host that sends without end cannot fill the memory.
 */
export function limitedFetch(inner: typeof fetch, limit: number): typeof fetch {
  return async (input, init) => {
    try {
      const response = await inner(input, init)
      if (response instanceof ReadResponse) {
        if (response.length > limit) throw tooLong(limit)
        return response
      }
      // An opaque redirect has no status that could be given to a new Response.
      if (response.status < 200 || response.status > 599) return new Response(null, { status: 502 })
      const bytes = await readAtMost(response, limit)
      return new Response(NO_BODY.has(response.status) ? null : bytes, {
        status: response.status,
        headers: response.headers,
      })
    } catch (error) {
      if (error instanceof AnswerTooLong || isAbort(error)) throw error
      throw new ConnectionFailure('The connection to the host failed.', { cause: error })
    }
  }
}

const NO_BODY = new Set([204, 205, 304])

async function readAtMost(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  // With a reader, because not every page's streams can be iterated.
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength
    if (length > limit) {
      await reader?.cancel()
      throw tooLong(limit)
    }
    chunks.push(part.value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

function tooLong(limit: number): AnswerTooLong {
  return new AnswerTooLong(`The answer is longer than ${limit} bytes.`)
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}

/**
 * Joins parts to a path, each escaped. Parts from outside cannot leave their place: dots are refused, since addresses are
 * shortened by them even when escaped.
 */
export function path(...parts: readonly string[]): string {
  return parts.map(escaped).join('/')
}

function escaped(part: string): string {
  if (part === '' || part === '.' || part === '..' || !part.isWellFormed() || part.length > 300)
    throw new HostError('This id cannot exist on the host.', {
      kind: 'fix-data',
      code: 'unknown-id',
      happened: 'no',
    })
  return encodeURIComponent(part)
}
