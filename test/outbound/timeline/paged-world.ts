import type { Session } from '../../../src/domain/words.ts'
import type { HostMessage, Page } from '../../../src/hosts/port.ts'
import type { Source } from '../../../src/outbound/timeline/reader.ts'

const START = Date.parse('2026-01-01T00:00:00.000Z')
export const second = (n: number): string => new Date(START + n * 1000).toISOString()

/** Sessions of one customer at a host that pages as real ones do: what has news jumps to the front of the list and pushes the others back. */
export class PagedWorld implements Source {
  readonly talks: { readonly id: string; messages: HostMessage[] }[] = []
  asked = 0
  /** Can its list be asked for what was opened until a time alone? */
  leavesOut = true
  readonly #listPage: number
  readonly #talkPage: number
  #n = 0

  constructor(talks: readonly (readonly number[])[], listPage: number, talkPage: number) {
    this.#listPage = listPage
    this.#talkPage = talkPage
    for (const times of talks) {
      const id = `s-${this.talks.length}`
      this.talks.push({ id, messages: [] })
      for (const at of times.toSorted((a, b) => a - b)) this.write(this.talks.length - 1, at)
    }
  }

  write(talk: number, at: number): string {
    const { id, messages } = this.talks[talk % this.talks.length] ?? { id: '', messages: [] }
    this.#n += 1
    const author = { kind: 'customer', id: null, name: null } as const
    const message = { id: `m-${this.#n}`, sessionId: id, direction: 'inbound', text: '', author } as const
    messages.push({ ...message, status: null, failure: null, at: second(at) })
    return message.id
  }

  open(at: number): void {
    this.talks.push({ id: `s-${this.talks.length}`, messages: [] })
    this.write(this.talks.length - 1, at)
  }

  all(): readonly HostMessage[] {
    return this.talks.flatMap(({ messages }) => messages)
  }

  async sessions(cursor: string | null, openedUntil: string | null): Promise<Page<Session>> {
    this.asked += 1
    const [page = '0', at = '', ids = ''] = (cursor ?? '').split('~')
    const sorted = this.talks
      .map((talk) => sessionOf(talk.id, talk.messages))
      .filter(({ openedAt }) => !this.leavesOut || openedUntil === null || openedAt <= openedUntil)
      .toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1))
    const from = Number(page) * this.#listPage
    const here = sorted.slice(from, from + this.#listPage)
    const isGiven = (one: Session) =>
      at !== '' && (one.lastActivityAt > at || (one.lastActivityAt === at && ids.split('.').includes(one.id)))
    const items = here.filter((one) => !isGiven(one))
    const last = here.at(-1)
    if (!last || from + this.#listPage >= sorted.length) return { items, next: null }
    const same = here.filter((one) => one.lastActivityAt === last.lastActivityAt)
    return {
      items,
      next: [Number(page) + 1, last.lastActivityAt, same.map(({ id }) => id).join('.')].join('~'),
    }
  }

  async messages(sessionId: string, before: string | null): Promise<Page<HostMessage>> {
    this.asked += 1
    const { messages = [] } = this.talks.find(({ id }) => id === sessionId) ?? {}
    const end = before === null ? messages.length : messages.findIndex(({ id }) => id === before)
    const items = messages.slice(Math.max(0, end - this.#talkPage), end)
    return { items, next: end > this.#talkPage ? (items[0]?.id ?? null) : null }
  }
}

function sessionOf(id: string, messages: readonly HostMessage[]): Session {
  const at = messages.map((message) => message.at)
  return {
    id,
    contactId: 'c-1',
    lineId: 'line-1',
    channel: 'whatsapp',
    address: '+79001112233',
    state: 'closed',
    operatorId: null,
    subject: null,
    openedAt: at[0] ?? second(0),
    lastActivityAt: at.at(-1) ?? second(0),
    closedAt: null,
  }
}
