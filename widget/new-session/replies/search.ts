import type { WireCannedReply } from '../../../src/wire/form.ts'
import { fold } from '../templates/search.ts'

/** R-MSG-2: one's own, and those that everybody has. */
export type ReplyTab = 'mine' | 'directory'

/** Replies of the tab that have every word in their title or text; those with all of them in the title first, else as they came. */
export function findReplies(
  replies: readonly WireCannedReply[],
  tab: ReplyTab,
  typed: string,
): WireCannedReply[] {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '')
  const titled: WireCannedReply[] = []
  const told: WireCannedReply[] = []
  for (const reply of replies) {
    if (reply.own !== (tab === 'mine')) continue
    const title = fold(reply.title)
    if (words.every((word) => title.includes(word))) titled.push(reply)
    else {
      const all = `${title} ${fold(reply.text)}`
      if (words.every((word) => all.includes(word))) told.push(reply)
    }
  }
  return [...titled, ...told]
}
