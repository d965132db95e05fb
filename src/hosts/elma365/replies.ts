import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { CannedReply, Host, Page } from '../port.ts'
import type { Elma365 } from './api.ts'
import { readable } from './readable.ts'
import { ListAnswer, type WireItem } from './wire.ts'

const PAGE = 50

/**
 * Items of the app with ready answers (the section "Response templates", H1), read like those of any app (I): everybody's, since nothing
 * tells whose one is (R-MSG-2). `null` where the settings name no such app.
 */
export function cannedRepliesOf({ web, settings }: Elma365): NonNullable<Host['cannedReplies']> | null {
  const { replies } = settings
  if (replies === null) return null
  return {
    list: async (cursor): Promise<Page<CannedReply>> => {
      const from = offsetOf(cursor)
      const { result } = await web.read({
        method: 'POST',
        path: path('app', replies.namespace, replies.code, 'list'),
        json: {
          active: true,
          from,
          size: PAGE,
          sortExpressions: [{ field: '__name', ascending: true }],
        },
        answer: ListAnswer,
      })
      // The host may give fewer than asked for, so only its own count tells the end.
      const read = from + result.result.length
      return {
        items: result.result.flatMap((item) => replyOf(item, replies)),
        next: result.result.length > 0 && read < result.total ? String(read) : null,
      }
    },
  }
}

/** Nothing for an item without words: there is nothing to insert. */
function replyOf(
  item: WireItem,
  { titleField, textField }: { readonly titleField: string; readonly textField: string },
): CannedReply[] {
  const text = readable(item[textField])
  if (text === null) return []
  return [{ id: item.__id, title: readable(item[titleField]) ?? text.slice(0, 60), text, own: false }]
}

/** @throws HostError `bad-request` for a cursor that is not ours. */
function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0
  if (/^\d{1,6}$/.test(cursor)) return Number(cursor)
  throw new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
