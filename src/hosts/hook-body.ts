import type { ZodType } from 'zod'
import { HostError } from './errors.ts'

/** The header in which a host without signatures shows the secret that its settings share with us. */
const SECRET_HEADER = 'x-firstline-hook'

/** @throws HostError `not-allowed` when the call does not bear the secret. */
export function checkHookSecret(headers: Headers, secret: string): void {
  if (!sameText(headers.get(SECRET_HEADER) ?? '', secret))
    throw notAllowed('The call does not bear the secret of this workspace.')
}

/** What a caller without the right proof is told. */
export function notAllowed(sentence: string): HostError {
  return new HostError(sentence, { kind: 'not-allowed', code: 'not-allowed', happened: 'no' })
}

/** The body as its schema says. @throws HostError `bad-request` naming the field. */
export function readHookBody<T>(schema: ZodType<T>, rawBody: string): T {
  const result = schema.safeParse(readHookJson(rawBody))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw bad(`The field "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message ?? ''}`, result.error)
}

/** The body as JSON. @throws HostError `bad-request`. */
export function readHookJson(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch (cause) {
    throw bad('The body is not JSON.', cause)
  }
}

/** Takes the same time whatever differs, and wherever. Written out, because Node's own comparison is not in a page. */
export function sameText(shown: string, right: string): boolean {
  const encoder = new TextEncoder()
  const [a, b] = [encoder.encode(shown), encoder.encode(right)]
  let difference = a.length ^ b.length
  for (let at = 0; at < b.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0)
  return difference === 0
}

function bad(sentence: string, cause: unknown): HostError {
  return new HostError(sentence, { kind: 'fix-data', code: 'bad-request', happened: 'no', cause })
}
