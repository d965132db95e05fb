import { Problem } from './problems.ts'

/** What a body may have unless a route says otherwise: 100 kB. */
export const BODY_LIMIT = 100 * 1024

/**
 * The body as text, never more of it in memory than the limit (bytes).
 * @throws Problem `body-too-large` as soon as that is certain, the rest of the body unread.
 */
export async function readLimited(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(request, limit)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The body as it comes, ended by the same Problem. */
export async function* limited(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > limit) throw tooLarge(limit)
  if (!request.body) return
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    yield chunk
  }
}

/** @throws Problem `malformed-json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed-json')
  }
}

// The connection is given up, so that a sender of megabytes stops sending.
function tooLarge(limit: number): Problem {
  return new Problem('body-too-large', {
    about: String(limit),
    fields: [{ path: 'body', message: `must have at most ${limit} bytes` }],
    headers: { Connection: 'close' },
  })
}
