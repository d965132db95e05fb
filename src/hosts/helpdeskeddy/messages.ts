import type { HostMessage, Page } from '../port.ts'
import { address, badCursor, type Helpdeskeddy } from './api.ts'
import { messageOf, noteOf, type Head } from './message.ts'
import { PostsAnswer, type WirePost } from './wire.ts'

/** How many pages are gone through for the last post that was given; then it has been deleted. */
const MOST_PAGES = 50

export interface PostPage {
  /** Newest first, as the host lists. */
  readonly posts: readonly WirePost[]
  readonly more: boolean
}

/** Thirty posts (V1). */
export async function postsOf({ http }: Helpdeskeddy, ticket: number, page: number): Promise<PostPage> {
  const path = address(['tickets', ticket, 'posts'], { page: String(page) })
  const { data, pagination } = await http.read({ method: 'GET', path, answer: PostsAnswer })
  return { posts: data, more: pagination.more }
}

/**
 * A page of our own: what follows the last post that was given, since new posts push the others to later pages. The staff's comments
 * of the same time stand among them.
 */
export async function messagePage(
  hde: Helpdeskeddy,
  head: Head,
  comments: () => Promise<readonly WirePost[]>,
  cursor: string | null,
): Promise<Page<HostMessage>> {
  const from = readCursor(cursor)
  const [{ posts, page, more }, noted] = await Promise.all([
    from.lastId === null ? first(hde, head.ticketId) : after(hde, head.ticketId, from),
    comments(),
  ])
  const items = posts.toReversed().map((post) => messageOf(hde, post, head))
  const last = posts.at(-1)
  const since = more && last ? seconds(hde, last) : null
  const notes = noted
    .filter((comment) => isWithin(seconds(hde, comment), since, from.until))
    .map((comment) => noteOf(hde, comment, head))
  const next = more && last ? `${page}~${last.id}~${since}` : null
  return { items: merged(items, notes), next }
}

/** From the oldest post of this page on, and before that of the page that was given last. */
function isWithin(at: number, since: number | null, until: number | null): boolean {
  return (since === null || at >= since) && (until === null || at < until)
}

/** Both oldest first; of one second the post comes first. In which order the host lists comments is not documented. */
function merged(posts: readonly HostMessage[], notes: readonly HostMessage[]): HostMessage[] {
  if (notes.length === 0) return [...posts]
  // The posts keep the host's own order: they are told to the second.
  const inOrder = notes.toSorted(
    (a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  )
  const items: HostMessage[] = []
  for (const post of posts) {
    const before = inOrder.findIndex(({ at }) => at >= post.at)
    items.push(...inOrder.splice(0, before < 0 ? inOrder.length : before), post)
  }
  return [...items, ...inOrder]
}

function seconds({ times }: Helpdeskeddy, { date_created: at }: WirePost): number {
  return Date.parse(times.ofPost(at)) / 1000
}

interface Found extends PostPage {
  readonly page: number
}

async function first(hde: Helpdeskeddy, ticket: number): Promise<Found> {
  return { ...(await postsOf(hde, ticket, 1)), page: 1 }
}

async function after(hde: Helpdeskeddy, ticket: number, { page: from, lastId }: Cursor): Promise<Found> {
  let seen = false
  for (let page = from; page < from + MOST_PAGES; page += 1) {
    const { posts, more } = await postsOf(hde, ticket, page)
    const at = posts.findIndex(({ id }) => id === lastId)
    const rest = seen ? posts : at < 0 ? [] : posts.slice(at + 1)
    seen ||= at >= 0
    if (rest.length > 0 || !more) return { posts: rest, page, more }
  }
  return { posts: [], page: from, more: false }
}

interface Cursor {
  readonly page: number
  readonly lastId: number | null
  /** When the last post that was given was written, in seconds. */
  readonly until: number | null
}

function readCursor(cursor: string | null): Cursor {
  if (cursor === null) return { page: 1, lastId: null, until: null }
  const [, page, lastId, until] = /^([1-9]\d{0,5})~(\d{1,16})~(\d{1,12})$/.exec(cursor) ?? []
  if (page === undefined || lastId === undefined || until === undefined) throw badCursor()
  return { page: Number(page), lastId: Number(lastId), until: Number(until) }
}
