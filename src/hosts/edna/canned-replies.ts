import type { CannedReply, Page } from '../port.ts'
import { notOurs } from './api.ts'
import type { EdnaSettings } from './settings.ts'

const PAGE = 50

/** The directory of the settings: the host's own ready answers cannot be read from outside. */
export function cannedRepliesOf({ cannedReplies }: Pick<EdnaSettings, 'cannedReplies'>) {
  return {
    list: async (cursor: string | null): Promise<Page<CannedReply>> => {
      if (cursor !== null && !/^\d{1,6}$/.test(cursor)) throw notOurs()
      const from = Number(cursor ?? 0)
      const page = cannedReplies.slice(from, from + PAGE)
      const next = from + PAGE < cannedReplies.length ? String(from + PAGE) : null
      return { items: page.map((reply) => ({ ...reply, own: false })), next }
    },
  }
}
