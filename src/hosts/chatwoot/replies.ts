import type { CannedReply, Page } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { badRequest } from './ids.ts'
import { CannedAnswer } from './wire.ts'

/** The account's canned responses, all at once: the host has no pages of them, and none that are an agent's own. */
export function cannedRepliesOf({ account }: Chatwoot) {
  return {
    list: async (cursor: string | null): Promise<Page<CannedReply>> => {
      if (cursor !== null) throw badRequest('This cursor was not given by us.')
      const replies = await account.read({ method: 'GET', path: 'canned_responses', answer: CannedAnswer })
      const items = replies.map(({ id, short_code: title, content: text }) => ({
        id: String(id),
        title,
        text,
        own: false,
      }))
      return { items, next: null }
    },
  }
}
