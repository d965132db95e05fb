import { largestField } from './largest-field.ts'
import { Problem } from './problems.ts'

/** What a body may have unless a route says otherwise: 100 kB. */
export const BODY_LIMIT = 100 * 1024
/** So much of JSON that is too large is read all the same, to say which field makes it so. */
const EXPLAINED_LIMIT = 1024 * 1024

/** The body as JSON. @throws Problem `body-too-large` with the field that takes most of it, `malformed-json`. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readLimited(request, Math.max(limit, EXPLAINED_LIMIT), limit)
  if (Buffer.byteLength(text) > limit) throw tooLarge(limit, largestField(text))
  return parseJson(text)
}

/**
 * The body as text, never more of it in memory than the limit (bytes). @param told the limit that a refusal names.
 * @throws Problem `body-too-large` as soon as that is certain, the rest of the body unread.
 */
export async function readLimited(request: Request, limit: number, told = limit): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(request, limit, told)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The body as it comes, ended by the same Problem. */
export async function* limited(request: Request, limit: number, told = limit): AsyncGenerator<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > limit) throw tooLarge(told, null)
  if (!request.body) return
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(told, null)
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
function tooLarge(limit: number, field: string | null): Problem {
  const message =
    field === null ? `must have at most ${limit} bytes` : `is most of a body that may have ${limit} bytes`
  return new Problem('body-too-large', {
    about: String(limit),
    fields: [{ path: field ?? 'body', message }],
    headers: { Connection: 'close' },
  })
}
