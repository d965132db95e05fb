import { HostError } from '../errors.ts'
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

/** Those that a conversation shows: none where the settings leave them out, or where our user may not see them. */
export async function shownComments(hde: Helpdeskeddy, ticket: number): Promise<readonly WirePost[]> {
  if (!hde.settings.comments) return []
  try {
    return await commentsOf(hde, ticket)
  } catch (error) {
    // What was said to the customer is shown all the same; the probe tells of the missing right.
    if (error instanceof HostError && error.code === 'not-allowed') return []
    throw error
  }
}
