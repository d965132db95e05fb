import { canonicalAddress, sameAccount } from '../../src/domain/address.ts'
import type { ChannelPolicy, HostPolicy } from '../../src/domain/policy.ts'
import type { Account, Channel, Contact, Line, Operator, Session } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { Certainty, Host, HostMessage, Receipt, SendRequest } from '../../src/hosts/port.ts'
import { extrasOf, policyWith, type Extras, type RoutingFault } from './fake-extras.ts'

/** What the host does with one send. The customer gets the message where the deed is done. */
export type SendFault =
  | 'none'
  | 'refuse'
  | 'refuse-for-good'
  | 'reset-before'
  | 'reset-after'
  | 'timeout-before'
  | 'timeout-after'
  | 'timeout-then-done'
  | 'slow-work'
  | 'fails-later'
export type FindFault = 'none' | 'error' | 'pending'

const plain: ChannelPolicy = {
  start: 'anyone',
  openSession: 'refuses',
  address: 'any',
  windowMs: null,
  subject: 'none',
  textLimit: 1000,
}
const POLICY: HostPolicy = {
  channels: {
    whatsapp: { ...plain, address: 'e164' },
    email: { ...plain, openSession: 'allowed', address: 'email', subject: 'optional' },
    'telegram-bot': { ...plain, start: 'wrote-before' },
    'viber-bot': { ...plain, start: 'never' },
  },
  openScope: 'account',
  operatorMayStart: ['active'],
  reply: 'assignee',
  cannotTell: ['blocked'],
}

const error = (code: HostError['code'], happened: 'no' | 'maybe', kind: HostError['kind'] = 'later') =>
  new HostError('The fake host says no.', { code, kind, happened })

/** The store behind the fake host, shared by all replicas; tests read it behind the back of what they test. */
export class World {
  lines: Line[] = [
    {
      id: 'line-1',
      name: 'Support',
      channels: ['whatsapp'],
      operators: ['op-1', 'op-2'],
      supervisors: ['op-3'],
    },
    { id: 'line-2', name: 'Orders', channels: ['email'], operators: ['op-1'], supervisors: [] },
    {
      id: 'line-3',
      name: 'News',
      channels: ['telegram-bot', 'viber-bot'],
      operators: ['op-2'],
      supervisors: [],
    },
  ]
  operators: Operator[] = ['Olga', 'Irina', 'Denis'].map((name, n) => ({
    id: `op-${n + 1}`,
    name,
    status: 'active',
  }))
  contacts: Contact[] = []
  accounts: Account[] = []
  sessions: Session[] = []
  messages: HostMessage[] = []
  /** So many of a session's messages are on a page, counted from the newest. */
  pageSize = 1000
  deliveries: { mark: string; sessionId: string; text: string; address: string }[] = []
  wrote = new Set<string>()
  /** What the host was asked to send, each try. */
  requests: SendRequest[] = []
  /** What was done with sessions: `assign s-1 op-1`. */
  deeds: string[] = []
  /** Notes among the staff. */
  notes: { mark: string; sessionId: string; operatorId: string; text: string }[] = []
  tags = new Map<string, readonly string[]>()
  /** What only some hosts have. */
  extras: Extras = {}
  faults: {
    send: SendFault[]
    find: FindFault[]
    read: FindFault[]
    assign: HostError[]
    routing?: RoutingFault[]
    note?: RoutingFault[]
  } = {
    send: [],
    find: [],
    read: [],
    assign: [],
  }
  certainty: Certainty = 'findable'
  reads = 0
  #known = new Map<
    string,
    {
      state: 'pending' | 'sent' | 'failed'
      finds: number
      request: SendRequest
      sessionId: string
      messageId: string
    }
  >()
  #later: { atMs: number; request: SendRequest }[] = []
  #n = 0
  readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  contact(id: string, ...accounts: [Channel, string][]): string {
    this.contacts.push({ id, name: `Name of ${id}` })
    for (const [channel, address] of accounts)
      this.accounts.push({ id: null, contactId: id, channel, address, source: 'account' })
    return id
  }

  open(
    contactId: string,
    channel: Channel,
    address: string,
    lineId = 'line-1',
    operatorId: string | null = 'op-2',
  ): Session {
    const at = this.now().toISOString()
    const session: Session = {
      id: `s-${++this.#n}`,
      contactId,
      lineId,
      channel,
      address,
      state: operatorId === null ? 'queued' : 'active',
      operatorId,
      subject: null,
      openedAt: at,
      lastActivityAt: at,
      closedAt: null,
    }
    this.sessions.push(session)
    return session
  }

  message(sessionId: string, direction: HostMessage['direction'], text: string): HostMessage {
    const message: HostMessage = {
      id: `m-${++this.#n}`,
      sessionId,
      direction,
      text,
      author:
        direction === 'inbound'
          ? { kind: 'customer', id: null, name: null }
          : { kind: 'system', id: null, name: 'API' },
      status: direction === 'inbound' ? null : 'accepted',
      failure: null,
      at: this.now().toISOString(),
    }
    this.messages.push(message)
    this.change(sessionId, { lastActivityAt: message.at })
    return message
  }

  change(sessionId: string, change: Partial<Session>): void {
    this.sessions = this.sessions.map((session) =>
      session.id === sessionId ? { ...session, ...change } : session,
    )
  }

  #deliver(request: SendRequest): { sessionId: string; messageId: string } {
    const open = this.sessions.find((session) => session.state !== 'closed' && sameAccount(session, request))
    const session =
      open && request.channel !== 'email'
        ? open
        : this.open(request.contactId, request.channel, request.address, request.line.id, null)
    const message = this.message(session.id, 'outbound', request.text)
    this.deliveries.push({
      mark: request.mark,
      sessionId: session.id,
      text: request.text,
      address: request.address,
    })
    return { sessionId: session.id, messageId: message.id }
  }

  /** Does what a request that timed out for us has left the host to do by now. */
  catchUp(): void {
    const due = this.#later.filter(({ atMs }) => atMs <= this.now().getTime())
    this.#later = this.#later.filter((one) => !due.includes(one))
    for (const { request } of due) this.#accept(request, 'now')
  }

  #accept(request: SendRequest, work: 'now' | 'slow' | 'fails'): void {
    if (work === 'now')
      this.#known.set(request.mark, { state: 'sent', finds: 0, request, ...this.#deliver(request) })
    else {
      const state = work === 'slow' ? 'pending' : 'failed'
      this.#known.set(request.mark, { state, finds: 3, request, sessionId: '', messageId: '' })
    }
  }

  async #read<T>(answer: () => T): Promise<T> {
    this.reads++
    await new Promise((resolve) => setImmediate(resolve))
    this.catchUp()
    if (this.faults.read.shift() === 'error') throw error('host-unreachable', 'no')
    return answer()
  }

  host(): Host {
    const read = <T>(answer: () => T) => this.#read(answer)
    return hostOf(
      this,
      read,
      (request) => this.#send(request),
      (request, receipt) => this.#find(request, receipt),
    )
  }

  async #send(request: SendRequest): Promise<{ reference: string }> {
    await new Promise((resolve) => setTimeout(resolve, 2))
    this.requests.push(request)
    const fault = this.faults.send.shift() ?? 'none'
    if (fault === 'refuse') throw error('rate-limited', 'no')
    if (fault === 'refuse-for-good') throw error('not-allowed', 'no', 'not-allowed')
    if (fault === 'reset-before') throw error('host-unreachable', 'maybe')
    if (fault === 'timeout-before') throw error('host-timeout', 'maybe')
    if (fault === 'timeout-then-done') {
      this.#later.push({ atMs: this.now().getTime() + 8000, request })
      throw error('host-timeout', 'maybe')
    }
    this.#accept(request, fault === 'slow-work' ? 'slow' : fault === 'fails-later' ? 'fails' : 'now')
    if (fault === 'reset-after') throw error('host-unreachable', 'maybe')
    if (fault === 'timeout-after') throw error('host-timeout', 'maybe')
    return { reference: request.mark }
  }

  async #find({ mark }: SendRequest, receipt: Receipt | null): ReturnType<Host['sender']['find']> {
    await new Promise((resolve) => setImmediate(resolve))
    this.catchUp()
    const fault = this.faults.find.shift() ?? 'none'
    if (fault === 'error') throw error('host-broken', 'no')
    if (this.certainty === 'blind' && receipt === null) return { state: 'unknowable' }
    const known = this.#known.get(mark)
    if (!known) return { state: 'absent' }
    if (fault === 'pending') return { state: 'pending', reference: mark }
    if (known.state === 'failed') return { state: 'failed', text: 'The channel is switched off.' }
    if (known.state === 'pending') {
      if (known.finds-- > 0) return { state: 'pending', reference: mark }
      Object.assign(known, { state: 'sent', ...this.#deliver(known.request) })
    }
    return { state: 'sent', sessionId: known.sessionId, messageId: known.messageId }
  }
}

function hostOf(
  world: World,
  read: <T>(answer: () => T) => Promise<T>,
  send: Host['sender']['send'],
  find: Host['sender']['find'],
): Host {
  return {
    policy: policyWith(POLICY, world.extras),
    lines: { list: () => read(() => world.lines) },
    operators: { get: (id) => read(() => world.operators.find((operator) => operator.id === id) ?? null) },
    records: {
      contactOf: (record) => read(() => (record.type === 'order' ? record.id.replace('o-', 'c-') : null)),
    },
    contacts: {
      get: (id) => read(() => world.contacts.find((contact) => contact.id === id) ?? null),
      accounts: (id) => read(() => world.accounts.filter(({ contactId }) => contactId === id)),
      search: (query) =>
        read(() => {
          const found = world.accounts.filter(({ address }) =>
            canonicalAddress(address).includes(canonicalAddress(query)),
          )
          const ids = new Set(found.map(({ contactId }) => contactId))
          return {
            items: world.contacts.filter(({ id, name }) => ids.has(id) || name.includes(query)),
            next: null,
          }
        }),
      create: ({ name, channel, address }) =>
        read(() => {
          const id = world.contact(`new-${world.contacts.length}`, [channel, address])
          return { id, name }
        }),
    },
    sessions: {
      ofContact: (id) =>
        read(() => {
          const own = world.sessions.filter(({ contactId }) => contactId === id)
          return {
            items: own.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt)),
            next: null,
          }
        }),
      get: (id) => read(() => world.sessions.find((session) => session.id === id) ?? null),
      messages: (id, cursor) =>
        read(() => {
          const all = world.messages.filter(({ sessionId }) => sessionId === id)
          const end = all.length - Number(cursor ?? 0)
          const start = Math.max(0, end - world.pageSize)
          return { items: all.slice(start, end), next: start > 0 ? String(all.length - start) : null }
        }),
      wroteBefore: ({ channel, address }) => read(() => world.wrote.has(`${channel} ${address}`)),
    },
    ...extrasOf(world, read),
    sender: {
      certainty: world.certainty,
      send,
      find,
    },
    probe: async () => [],
  }
}
