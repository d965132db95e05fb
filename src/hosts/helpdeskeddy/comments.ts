import { HostError } from '../errors.ts'
import { shortMemory } from '../remember.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { CommentsAnswer, type WirePost } from './wire.ts'

/** How many pages of a ticket's comments are read: in which order the host lists them is not documented. */
const MOST_PAGES = 5

/** A ticket's internal comments, of its first pages. */
export async function commentsOf({ http }: Helpdeskeddy, ticket: number): Promise<readonly WirePost[]> {
  const comments: WirePost[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = address(['tickets', ticket, 'comments'], { page: String(page) })
    const { data, pagination } = await http.read({ method: 'GET', path, answer: CommentsAnswer })
    comments.push(...data)
    if (!pagination.more) break
  }
  return comments
}

/** The comments that conversations show. */
export interface CommentBook {
  /** As they were at most `FRESH_MS` ago: an open card looks at its ticket every few seconds, and each look is one of the account's requests. */
  of(ticket: number): Promise<readonly WirePost[]>
  /** We have written one, or may have: what is known is not true any more. */
  forget(): void
}

const FRESH_MS = 20_000

/** None where the settings leave them out. */
export function commentBook(hde: Helpdeskeddy): CommentBook {
  const freshForMs = Math.min(FRESH_MS, hde.settings.linesFreshForMs)
  const memory = shortMemory<string, readonly WirePost[]>()
  let written = 0
  return {
    of: async (ticket) => {
      if (!hde.settings.comments) return []
      return memory.recall(`${ticket} ${written}`, { freshForMs, now: hde.now }, () => readable(hde, ticket))
    },
    forget() {
      written += 1
    },
  }
}

async function readable(hde: Helpdeskeddy, ticket: number): Promise<readonly WirePost[]> {
  try {
    return await commentsOf(hde, ticket)
  } catch (error) {
    // What was said to the customer is shown all the same; the probe tells of the missing right.
    if (error instanceof HostError && error.code === 'not-allowed') return []
    throw error
  }
}
