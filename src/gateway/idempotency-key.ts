import { invalid } from './problems.ts'

/** The header with which engines name a call, where they cannot put its id into the body. */
export const KEY_HEADER = 'Idempotency-Key'
/** On an answer that was given before, or by the call that is known under that id already. */
export const REPLAYED_HEADER = 'Idempotent-Replayed'

const LONGEST_KEY = 200

/**
 * The body with its id from the header, where it has none of its own.
 * @param field which one is the id. @throws Problem `invalid-body` where the two differ or the key cannot be one.
 */
export function withKey(body: unknown, header: string | undefined, field: string): unknown {
  if (header === undefined) return body
  const key = unquoted(header.trim())
  if (key.length === 0 || key.length > LONGEST_KEY || !/^[\x20-\x7e]+$/.test(key))
    throw invalid('invalid-body', [
      { path: KEY_HEADER, message: `must have 1 to ${LONGEST_KEY} printable ASCII characters` },
    ])
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const given: unknown = Reflect.get(body, field)
  if (given === undefined) return { ...body, [field]: key }
  if (given === key) return body
  throw invalid('invalid-body', [
    {
      path: field,
      message: `is another one than the header ${KEY_HEADER}: give one of them, or the same twice`,
    },
  ])
}

/** The draft standard has the key in quotation marks, most engines have none. */
function unquoted(key: string): string {
  const [, inside] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(key) ?? []
  return inside === undefined ? key : inside.replaceAll(/\\(.)/g, '$1')
}
