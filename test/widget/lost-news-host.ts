import type { GatewayClient } from '../../src/gateway/client/index.ts'
import type { WireMessage, WireOperation, WireSession } from '../../src/wire/schemas.ts'
import type { WireStreamEvent } from '../../src/wire/stream.ts'
import { cardWith, from, session, to } from '../../widget/stories/people.ts'

const START = Date.parse('2026-11-18T10:00:00Z')
const PAGE = 5
/** So many sessions a card brings. */
const LISTED = 2
const nobody: (event: WireStreamEvent) => void = () => undefined

/** A host and its gateway, in which things happen, and a card that hears of them. */
export function hostAndGateway() {
  const sessions = new Map<string, WireSession>()
  const messages: WireMessage[] = []
  const operations = new Map<string, WireOperation>()
  const news: WireStreamEvent[] = []
  let [minute, asked] = [0, 0]
  let hear = nobody

  const at = (): string => new Date(START + ++minute * 60_000).toISOString()
  const putSession = (one: WireSession): void => {
    sessions.set(one.id, one)
    news.push({ kind: 'session', session: one })
  }
  const putMessage = (message: WireMessage): void => {
    const place = messages.findIndex(({ id }) => id === message.id)
    if (place === -1) messages.push(message)
    else messages[place] = message
    const known = sessions.get(message.sessionId)
    if (place === -1 && known) putSession({ ...known, lastActivityAt: message.at })
    news.push({ kind: 'message', message })
  }
  const write = (sessionId: string, make: typeof from, part: Partial<WireMessage> = {}): void =>
    putMessage(make(0, 'As it was', { id: `m-${minute + 1}`, sessionId, at: at(), ...part }))
  for (const id of ['s-9', 's-8', 's-7', 's-6', 's-5', 's-4', 's-3', 's-1', 's-2'])
    putSession(session({ id, contactId: 'c-1', lastActivityAt: at() }))
  for (let n = 0; n < 40; n++) write(n % 4 ? 's-1' : 's-2', n % 3 ? from : to)

  const page = (sessionId: string, cursor: string | null) => {
    const all = messages.filter((one) => one.sessionId === sessionId)
    const end = all.length - Number(cursor ?? 0)
    const next = end > PAGE ? String(Number(cursor ?? 0) + PAGE) : null
    return { items: all.slice(Math.max(0, end - PAGE), end), next }
  }
  const listed = () =>
    [...sessions.values()].toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1))
  const newest = () => listed()[0] as WireSession
  const firstPage = () => ({ items: listed().slice(0, LISTED), next: String(LISTED) })
  const answered = <A>(answer: A): Promise<A> => {
    asked += 1
    return Promise.resolve(answer)
  }
  const gateway = {
    http: { read: (path: string) => answered(operations.get(path.replace('operations/', '')) ?? null) },
    card: () =>
      answered({
        ...cardWith([], [], {
          cannotTell: ['removed'],
          sessions: firstPage(),
          operations: [...operations.values()].filter(({ state }) => state === 'sending'),
        }),
        open: { sessionId: newest().id, messages: page(newest().id, null) },
      }),
    sessions: (_contact: string, cursor: string) => {
      const end = Number(cursor) + LISTED
      const next = end < sessions.size ? String(end) : null
      return answered({ items: listed().slice(Number(cursor), end), next })
    },
    messages: (id: string, cursor: string | null) => answered(page(id, cursor)),
    follow: ({ onEvent }: { onEvent: typeof nobody }) => {
      hear = onEvent
      return () => (hear = nobody)
    },
  }
  return {
    sessions,
    messages,
    operations,
    news,
    write,
    putMessage,
    putSession,
    at,
    gateway: gateway as unknown as GatewayClient,
    tell: (event: WireStreamEvent) => hear(event),
    /** Until nothing is asked any more. */
    async quiet() {
      for (let before = -1; before !== asked;) {
        before = asked
        for (let n = 0; n < 4; n++) await new Promise((done) => setImmediate(done))
      }
    },
  }
}
