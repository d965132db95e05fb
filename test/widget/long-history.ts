import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, from, session, to } from '../../widget/stories/people.ts'
import type { Scene } from '../../widget/stories/scene.ts'
import { json, type FakeGateway } from './fake-gateway.ts'

const FIRST_PAGE = 50
const PAGE = 200
const LONG = ' and goes on over a few lines, so that no two heights are alike'

export interface LongHistory {
  readonly scene: Scene
  /** Answers for its pages. */
  serve(gateway: FakeGateway, delayMs?: number): void
}

function message(number: number): WireMessage {
  const text = `Message ${number}${LONG.repeat(number % 7 === 0 ? 4 : number % 3)}`
  const part = { id: `h-${number}`, sessionId: 's-1' }
  return number % 2 === 0 ? from(number * 3, text, part) : to(number * 3, text, part)
}

/** A history of so many messages, of all lengths, over months; number 1 is the newest. */
export function longHistory(count: number): LongHistory {
  const page = (newest: number) => {
    const oldest = Math.min(count, newest + (newest === 1 ? FIRST_PAGE : PAGE) - 1)
    const items = Array.from({ length: oldest - newest + 1 }, (_, n) => message(oldest - n))
    return { items, next: oldest < count ? String(oldest + 1) : null }
  }
  /** As the gateway answers: the page on which it stands, with the newer one beside it. */
  const around = (number: number) => {
    const pages = [{ cursor: null as string | null, ...page(1) }]
    for (let last = pages[0]; last?.next && Number(last.next) <= number; last = pages.at(-1))
      pages.push({ cursor: last.next, ...page(Number(last.next)) })
    const [found, beside] = [pages.at(-1), pages.at(-2)]
    return {
      found: true,
      items: [...(found?.items ?? []), ...(beside?.items ?? [])],
      next: found?.next ?? null,
      cursor: (beside ?? found)?.cursor ?? null,
      newer: pages.slice(0, beside ? -2 : -1).map(({ cursor }) => cursor),
    }
  }
  const first = page(1)
  return {
    scene: { card: cardWith([session({ id: 's-1' })], first.items, {}, first.next) },
    serve(gateway, delayMs = 0) {
      gateway.on('GET /sessions/s-1/around', (_body, search) => {
        const query = new URLSearchParams(search)
        const minutes = (Date.now() - Date.parse(query.get('at') ?? '')) / 60_000
        return json(around(Number(query.get('message')?.slice('h-'.length) ?? Math.ceil(minutes / 3))))
      })
      gateway.on('GET /sessions/s-1/messages', async (_body, search) => {
        const cursor = new URLSearchParams(search).get('cursor')
        if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs))
        return json(page(Number(cursor ?? 1)))
      })
    },
  }
}
