import type { HostMessage, Page } from '../port.ts'
import { address, badCursor, type Helpdeskeddy } from './api.ts'
import { messageOf } from './map.ts'
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

/** A page of our own: what follows the last post that was given, since new posts push the others to later pages. */
export async function messagePage(
  hde: Helpdeskeddy,
  ticket: number,
  client: number,
  cursor: string | null,
): Promise<Page<HostMessage>> {
  const from = readCursor(cursor)
  const { posts, page, more } =
    from.lastId === null ? await first(hde, ticket) : await after(hde, ticket, from)
  const last = posts.at(-1)
  const next = more && last ? `${page}~${last.id}` : null
  return { items: posts.toReversed().map((post) => messageOf(hde, post, ticket, client)), next }
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
}

function readCursor(cursor: string | null): Cursor {
  if (cursor === null) return { page: 1, lastId: null }
  const [, page, lastId] = /^([1-9]\d{0,5})~(\d{1,16})$/.exec(cursor) ?? []
  if (page === undefined || lastId === undefined) throw badCursor()
  return { page: Number(page), lastId: Number(lastId) }
}
