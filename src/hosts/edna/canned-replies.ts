import type { CannedReply, Page } from '../port.ts'
import { notOurs } from './api.ts'
import type { EdnaSettings } from './settings.ts'

const PAGE = 50

/** Those of the settings, the operator's own first: the host's ready answers cannot be read from outside (R-MSG-2). */
export function cannedRepliesOf({ cannedReplies }: Pick<EdnaSettings, 'cannedReplies'>) {
  return {
    list: async (cursor: string | null, operatorId: string | null): Promise<Page<CannedReply>> => {
      if (cursor !== null && !/^\d{1,6}$/.test(cursor)) throw notOurs()
      const own = cannedReplies.filter(
        (reply) => reply.operatorId !== null && reply.operatorId === operatorId,
      )
      const shown = [...own, ...cannedReplies.filter((reply) => reply.operatorId === null)]
      const from = Number(cursor ?? 0)
      const next = from + PAGE < shown.length ? String(from + PAGE) : null
      const items = shown
        .slice(from, from + PAGE)
        .map(({ id, title, text, operatorId: owner }) => ({ id, title, text, own: owner !== null }))
      return { items, next }
    },
  }
}
