import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { NodeContext } from '../../http.ts'
import type { ProfileHolder } from './profile.ts'

const PER_PAGE = 30

/** What the host refuses. Bodies of most refusals are not documented: these codes are this sandbox's. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: 400 | 403 | 404
  /** One sentence for each thing that is wrong: several come as several items (scenario 8). */
  readonly sentences: readonly string[]

  constructor(status: ApiError['status'], ...sentences: [string, ...string[]]) {
    super(sentences.join(' '))
    this.status = status
    this.sentences = sentences
  }
}

interface ErrorItem {
  readonly code: string
  readonly title: string
  readonly details: string
}

/** `{ "data": … }` (facts, 2.1). */
export function answered(c: NodeContext, data: unknown, status: ContentfulStatusCode = 200): Response {
  return c.json({ data }, status)
}

export function failed(c: NodeContext, status: ContentfulStatusCode, ...errors: ErrorItem[]): Response {
  return c.json({ errors }, status)
}

/** A refusal as the profile words it: by its status, or as 200 with `errors`. */
export function refused(c: NodeContext, { status, sentences }: ApiError, profile: ProfileHolder): Response {
  const told = status === 400 && profile.now.failures === 'ok' ? 200 : status
  const items = sentences.map((details) => ({ code: `e-${status}`, title: TITLE[status], details }))
  return failed(c, told, ...items)
}

const TITLE = { 400: 'Bad request', 403: 'Forbidden', 404: 'Not found' } as const

/** Success of a DELETE arrives among the errors (facts, 2.2). */
export function deleted(c: NodeContext): Response {
  return failed(c, 200, { code: 's-204', title: 'No content', details: 'The record has been deleted.' })
}

/** One page of a list: thirty items (options fifty) whatever is asked for, the total as a string when there is any (facts, 2.1). */
export function paged<T>(
  c: NodeContext,
  items: readonly T[],
  shape: (page: readonly T[]) => unknown,
  perPage = PER_PAGE,
): Response {
  const page = Math.max(1, Number(c.req.query('page') ?? 1) || 1)
  const pagination = {
    total: items.length === 0 ? 0 : String(items.length),
    per_page: perPage,
    current_page: page,
    total_pages: Math.ceil(items.length / perPage),
  }
  return c.json({ data: shape(items.slice((page - 1) * perPage, page * perPage)), pagination })
}

/** An object by id; an empty array when there is nothing (facts, 2.1). */
export function keyed<T extends { readonly id: number }>(page: readonly T[]): unknown {
  return page.length === 0 ? [] : Object.fromEntries(page.map((item) => [String(item.id), item]))
}
