import * as z from 'zod'
import { HostError } from './errors.ts'
import type { CannedReply, Page } from './port.ts'

const PAGE = 50
const text = z.string().min(1).max(500)

/** Ready answers that an administrator writes into the settings, for hosts whose own cannot be read from outside (R-MSG-2). */
export const WrittenRepliesSchema = z
  .array(
    z.strictObject({
      id: text.describe('Unique among them.'),
      title: text.describe('What it is called.'),
      text: z.string().min(1).max(2000).describe('Its words.'),
      operatorId: text
        .nullable()
        .default(null)
        .describe('Whose own it is, by our id; null: the directory’s, for everybody.'),
    }),
  )
  .default([])
type WrittenReplies = z.infer<typeof WrittenRepliesSchema>

/** The operator's own first, then the directory's. @throws HostError `bad-request` for a cursor that is not ours. */
export function writtenReplies(replies: WrittenReplies) {
  return {
    list: async (cursor: string | null, operatorId: string | null): Promise<Page<CannedReply>> => {
      if (cursor !== null && !/^\d{1,6}$/.test(cursor)) throw notOurs()
      const own = replies.filter((reply) => reply.operatorId !== null && reply.operatorId === operatorId)
      const shown = [...own, ...replies.filter((reply) => reply.operatorId === null)]
      const from = Number(cursor ?? 0)
      const next = from + PAGE < shown.length ? String(from + PAGE) : null
      const items = shown.slice(from, from + PAGE).map(({ id, title, text: words, operatorId: owner }) => ({
        id,
        title,
        text: words,
        own: owner !== null,
      }))
      return { items, next }
    },
  }
}

function notOurs(): HostError {
  return new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
