import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { NodeContext } from '../../http.ts'
import type { Profile } from './profile.ts'

/** What the host refuses, with the status of its documents: 400 failed, 403 not authorised, 404 wrong address (facts, 4.5). */
export class WebApiError extends Error {
  override readonly name = 'WebApiError'
  readonly status: 400 | 403 | 404

  constructor(status: WebApiError['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** Every answer carries `success` and `error` (facts, 4.5). */
export function done(c: NodeContext, fields: Readonly<Record<string, unknown>> = {}): Response {
  return c.json({ success: true, error: '', ...fields })
}

export function failed(c: NodeContext, status: ContentfulStatusCode, error: string): Response {
  return c.json({ success: false, error }, status)
}

/** A refusal as the profile words it. A wrong token and a wrong address are told by status always. */
export function refused(c: NodeContext, { status, message }: WebApiError, profile: Profile): Response {
  return failed(c, status === 400 && profile.failures === 'ok-false' ? 200 : status, message)
}
