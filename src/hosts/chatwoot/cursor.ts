import { badRequest } from './ids.ts'

/** Where a contact's conversations go on: the page, and what was given last at the same second. */
export interface SessionCursor {
  readonly page: number
  readonly last: { readonly at: number; readonly ids: readonly number[] } | null
}

/** The place in the list of sessions, as a text that comes back. */
export function writeSessionCursor({ page, last }: SessionCursor): string {
  return last ? `${page}~${last.at}~${last.ids.join('.')}` : String(page)
}

/** @throws HostError `bad-request` for a cursor that is not ours. */
export function readSessionCursor(cursor: string | null): SessionCursor {
  if (cursor === null) return { page: 1, last: null }
  const [, page, at, ids] = /^([1-9]\d{0,4})~(\d{1,12}(?:\.\d{1,6})?)~([\d.]{1,600})$/.exec(cursor) ?? []
  if (page === undefined || at === undefined || ids === undefined)
    throw badRequest('This cursor was not given by us.')
  return { page: Number(page), last: { at: Number(at), ids: ids.split('.').map(Number) } }
}
