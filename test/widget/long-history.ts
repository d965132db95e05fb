import type { WireTimeline } from '../../src/wire/timeline.ts'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, closed, from, PAVEL, session, to } from '../../widget/stories/people.ts'
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

/** As long as the cursor of a merged history is: it holds where every session being read stands. */
const CURSOR_LENGTH = 700
/** As many as the gateway gives at once. */
const MERGED_PAGE = 30

interface MergedHistory extends LongHistory {
  /** One answer for it. */
  answer(cursor: string | null, at: string | null): WireTimeline
}

/** The same many messages, in so many sessions, as one history of all of them. */
export function mergedHistory(count: number, sessions: number): MergedHistory {
  const each = Math.ceil(count / sessions)
  const sessionOf = (number: number) =>
    closed({ id: `s-${Math.ceil(number / each)}`, preview: `The last of them${LONG}` })
  const page = (newest: number) => {
    const oldest = Math.min(count, newest + MERGED_PAGE - 1)
    const numbers = Array.from({ length: oldest - newest + 1 }, (_, n) => oldest - n)
    const items = numbers.map((number) => ({ ...message(number), sessionId: sessionOf(number).id }))
    const told = new Map(numbers.map((number) => [sessionOf(number).id, sessionOf(number)]))
    const next = oldest < count ? String(oldest + 1).padEnd(CURSOR_LENGTH, '.') : null
    return { items, sessions: [...told.values()], next }
  }
  const answer = (cursor: string | null, at: string | null) => {
    const minutes = at === null ? 0 : (Date.now() - Date.parse(at)) / 60_000
    return page(cursor === null ? Math.max(1, Math.ceil(minutes / 3)) : Number.parseInt(cursor, 10))
  }
  const newest = page(1)
  const card = cardWith([session({ id: 's-0' })], [from(0, 'In another session')])
  return {
    scene: { card: { ...card, can: { ...card.can, history: ['account'] }, timeline: newest } },
    serve(gateway) {
      gateway.on(`GET /contacts/${PAVEL.id}/timeline`, (_body, search) => {
        const query = new URLSearchParams(search)
        return json(answer(query.get('cursor'), query.get('at')))
      })
    },
    answer,
  }
}
