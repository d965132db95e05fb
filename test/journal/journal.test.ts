import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LeaseLost } from '../../src/journal/journal.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Intent } from '../../src/journal/intent.ts'
import type { HostMessage } from '../../src/hosts/port.ts'
import type { Session } from '../../src/domain/words.ts'
import { emptyDatabase } from '../setup/database.ts'

const silent = { info() {}, warn() {}, error() {} }
const now = new Date('2026-11-20T10:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const lease = (owner: string, ms = 10_000) => ({ owner, until: later(ms) })
const intent: Intent = {
  kind: 'start',
  lineId: 'line-1',
  channel: 'whatsapp',
  aim: { by: 'contact', contactId: 'c-1', address: '+79120000001' },
  text: 'Hello',
  subject: null,
  operatorId: 'op-1',
  onOpenSession: 'refuse',
}
const planned = (id: string, fingerprint = 'f') => ({ id, fingerprint, intent, contactId: 'c-1' })
const session = (id: string, more: Partial<Session> = {}): Session => ({
  id,
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79120000001',
  state: 'active',
  operatorId: null,
  subject: null,
  openedAt: now.toISOString(),
  lastActivityAt: now.toISOString(),
  closedAt: null,
  ...more,
})
const message = (id: string, more: Partial<HostMessage> = {}): HostMessage => ({
  id,
  sessionId: 's-1',
  direction: 'outbound',
  text: 'Hello',
  author: { kind: 'system', id: null, name: null },
  status: 'accepted',
  failure: null,
  at: now.toISOString(),
  ...more,
})

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]

beforeAll(async () => {
  database = await emptyDatabase()
  // Several replicas start on an empty database at once.
  stores = await Promise.all([1, 2, 3, 4].map(() => openJournal({ url: database.url, log: silent })))
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await database.drop()
})
let workspaces = 0
const two = () => {
  const workspace = `w-${++workspaces}`
  return [stores[0]!.of(workspace), stores[1]!.of(workspace)] as const
}
const tell = (workspace: string) =>
  stores[0]!.of(workspace).events.append('c-1', null, { kind: 'operation', operationId: 'o' })

describe('operations in the journal', () => {
  it('gives one intention to one worker, however many replicas plan it at once (R-ONCE-1)', async () => {
    const [a, b] = two()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? a : b).operations.plan(planned('o-1'), lease(`owner-${n}`), now),
      ),
    )
    expect(answers.filter((answer) => answer?.ours)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer?.operation.owner)).size).toBe(1)
  })

  it('keeps workspaces apart', async () => {
    const [a] = two()
    const [b] = two()
    await a.operations.plan(planned('o-1'), lease('x'), now)
    expect(await b.operations.get('o-1')).toBeNull()
    expect((await b.operations.plan(planned('o-1'), lease('y'), now))?.ours).toBe(true)
  })

  it('refuses a change by a worker whose lease somebody took over, and a step back', async () => {
    const [a, b] = two()
    await a.operations.plan(planned('o-1'), lease('a', 1000), now)
    expect(await b.operations.take('o-1', lease('b', 5000), later(999))).toBeNull()
    expect(await b.operations.take('o-1', lease('b', 5000), later(1000))).not.toBeNull()
    await expect(a.operations.change('o-1', lease('a'), { state: 'sending' }, now)).rejects.toThrow(LeaseLost)
    expect(await a.operations.renew('o-1', lease('a'))).toBe(false)
    await b.operations.change('o-1', lease('b'), { state: 'sending', begins: 'send' }, now)
    await b.operations.change('o-1', lease('b'), { state: 'sent', dueAt: null }, now)
    await expect(b.operations.change('o-1', lease('b'), { state: 'unknown' }, now)).rejects.toThrow(LeaseLost)
    expect(await a.operations.takeDue(lease('c'), later(1e9), 10)).toEqual([])
  })

  it('hands each due operation to one replica', async () => {
    const [a, b] = two()
    for (let n = 0; n < 10; n++) await a.operations.plan(planned(`o-${n}`), lease('gone', 0), now)
    const taken = await Promise.all([
      a.operations.takeDue(lease('a'), now, 10),
      b.operations.takeDue(lease('b'), now, 10),
    ])
    expect(
      taken
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(Array.from({ length: 10 }, (_, n) => `o-${n}`))
  })

  it('records each step before it begins and after it ends', async () => {
    const [a] = two()
    await a.operations.plan(planned('o-1'), lease('a'), now)
    const change = { state: 'sending', ended: { outcome: 'free-form', by: null }, begins: 'send' } as const
    await a.operations.change('o-1', lease('a'), change, later(5))
    await a.operations.change('o-1', lease('a'), change, later(5))
    expect(await a.operations.steps('o-1')).toEqual([
      {
        name: 'check',
        beganAt: now.toISOString(),
        endedAt: later(5).toISOString(),
        outcome: 'free-form',
        by: null,
      },
      expect.objectContaining({ name: 'send', endedAt: null }),
    ])
  })

  it('plans and changes many at once, each for itself, with the steps and events of those that went through', async () => {
    const [a, b] = two()
    const ids = Array.from({ length: 60 }, (_, n) => `o-${n}`)
    const lost = new Set(['o-7', 'o-31'])
    const replica = (n: number) => (n % 2 ? a : b).operations
    const plans = await Promise.all(ids.map((id, n) => replica(n).plan(planned(id), lease(`own-${id}`), now)))
    const known = (n: number) => plans[n]?.operation
    const sending = { state: 'sending', ended: { outcome: 'free-form' }, begins: 'send' } as const
    const begun = await Promise.allSettled(
      ids.map((id, n) =>
        replica(n).change(id, lease(lost.has(id) ? 'x' : `own-${id}`), sending, later(n), known(n)),
      ),
    )
    expect(ids.filter((_, n) => begun[n]?.status === 'rejected')).toEqual([...lost])
    const sent = { state: 'sent', messageId: null, ended: { outcome: 'sent' }, dueAt: null, announce: true }
    const told = await Promise.allSettled(
      ids.map((id, n) =>
        replica(n).change(id, lease(`own-${id}`), { ...sent, state: 'sent' }, later(1000), known(n)),
      ),
    )
    // What is only planned cannot be sent.
    expect(ids.filter((_, n) => told[n]?.status === 'rejected')).toEqual([...lost])
    for (const [n, id] of ids.entries()) {
      const steps = await a.operations.steps(id)
      const whole = [
        { name: 'check', outcome: 'free-form', endedAt: later(n).toISOString() },
        { name: 'send', outcome: 'sent' },
      ]
      expect(steps).toMatchObject(lost.has(id) ? [{ name: 'check', outcome: null }] : whole)
      expect((await b.operations.get(id))?.dueAt === null).toBe(!lost.has(id))
    }
    const events = (await a.events.after({ contactId: 'c-1', operatorId: 'op-1' }, '0', 100)) ?? []
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 58 }, (_, n) => String(n + 1)))
    expect(new Set(events.map(({ event }) => JSON.stringify(event))).size).toBe(58)
  })

  it('stores texts with characters that PostgreSQL does not take', async () => {
    const [a] = two()
    const odd = { ...intent, text: 'a\0b\uD800c' }
    const kept = await a.operations.plan({ ...planned('o\0-1'), intent: odd }, lease('a'), now)
    expect(kept?.operation.intent.text).toBe('a\uFFFDb\uFFFDc')
    expect((await a.operations.get('o\0-1'))?.id).toBe('o\uFFFD-1')
    const change = { account: 'b\0', receipt: { reference: 'r\uDC00' } }
    const changed = await a.operations.change('o\0-1', lease('a'), change, now, kept?.operation)
    expect(changed.account).toBe('b\uFFFD')
    expect(changed).toEqual(await a.operations.get('o\0-1'))
  })
})

describe('events in the journal', () => {
  it('come in commit order with no gap, so that no cursor skips one', async () => {
    const [a, b] = two()
    const reading = (async () => {
      const read: string[] = []
      let cursor = '0'
      while (read.length < 200) {
        for (const { id, event } of (await a.events.after(
          { contactId: 'c-1', operatorId: 'x' },
          cursor,
          50,
        )) ?? []) {
          read.push(event.kind === 'operation' ? event.operationId : '')
          cursor = id
        }
      }
      return read
    })()
    await a.events.append('c-1', null, { kind: 'operation', operationId: '0' })
    await Promise.all(
      Array.from({ length: 199 }, (_, n) =>
        (n % 2 ? a : b).events.append('c-1', null, { kind: 'operation', operationId: String(n + 1) }),
      ),
    )
    expect(new Set(await reading).size).toBe(200)
  })

  it('wake listeners of other replicas, of this workspace only', async () => {
    const [a, b] = two()
    const [other] = two()
    const woken: string[] = []
    const stop = [b.onEvent(() => woken.push('right')), other.onEvent(() => woken.push('wrong'))]
    await expect
      .poll(async () => {
        await a.events.append('c-7', null, { kind: 'operation', operationId: 'o' })
        return woken
      })
      .toContain('right')
    expect(woken).not.toContain('wrong')
    for (const end of stop) end()
  })

  it('wake listeners once for all that was committed together', async () => {
    const woken = { first: 0, many: 0, last: 0 }
    const names = ['first', 'many', 'last'] as const
    // One connection listens for all of them, and hears in the order of the commits.
    const stop = names.map((name) => stores[1]!.of(`once-${name}`).onEvent(() => woken[name]++))
    await expect.poll(() => tell('once-first').then(() => woken.first)).toBeGreaterThan(0)
    const told = ['c-1', 'c-2', 'c-3'].map((contact) => ({ contact, operator: null, body: { kind: 'gap' } }))
    const client = new Client({ connectionString: database.url, options: '-c search_path=firstline' })
    await client.connect()
    await client.query('select append_events($1, $2)', ['once-many', JSON.stringify(told)])
    await client.end()
    await tell('once-last')
    await expect.poll(() => woken.last).toBe(1)
    expect(woken.many).toBe(1)
    for (const end of stop) end()
  })

  it('ask for a reload from a cursor that is too old, too new or none', async () => {
    const [a] = two()
    await a.events.append('c-1', null, { kind: 'operation', operationId: 'o' })
    const scope = { contactId: 'c-1', operatorId: 'x' }
    expect(await a.events.after(scope, '7', 10)).toBeNull()
    expect(await a.events.after(scope, '-1', 10)).toBeNull()
    expect(await a.events.after(scope, "1'; drop", 10)).toBeNull()
    await stores[0]!.prune(new Date(Date.now() + 1000), 0)
    expect(await a.events.after(scope, '0', 10)).toBeNull()
    expect(await a.events.after(scope, '1', 10)).toEqual([])
  })
})

describe('what was seen at the host', () => {
  const scope = { contactId: 'c-1', operatorId: 'x' }
  it('becomes an event once, and only when it changed', async () => {
    const [a, b] = two()
    await Promise.all([
      a.seen.noteSessions([session('s-1')], now),
      b.seen.noteSessions([session('s-1')], now),
    ])
    await a.seen.noteSessions([session('s-1', { state: 'closed' })], now)
    const states = (await a.events.after(scope, '0', 10))?.map(
      ({ event }) => event.kind === 'session' && event.session.state,
    )
    expect(states).toEqual(['active', 'closed'])
  })

  it('is quiet about old rows that a card has just loaded, and loud about fresh ones', async () => {
    const [a] = two()
    const old = later(-3600_000).toISOString()
    await a.seen.noteSessions([session('s-0', { lastActivityAt: old }), session('s-1')], later(-60_000))
    await a.seen.noteMessages('c-1', [message('m-0', { at: old }), message('m-1')], later(-60_000), now)
    const kinds = (await a.events.after(scope, '0', 10))?.map(({ event }) =>
      event.kind === 'session' ? event.session.id : event.kind === 'message' ? event.message.id : '',
    )
    expect(kinds).toEqual(['s-1', 'm-1'])
  })

  it('is loud about what came while nobody looked, however old it is', async () => {
    const [a] = two()
    const old = later(-3600_000).toISOString()
    await a.seen.noteSessions([], later(60_000), 'c-1')
    await a.seen.noteMessages('c-1', [message('m-1')], later(60_000), now)
    await a.seen.noteSessions([session('s-2', { lastActivityAt: old })], now)
    await a.seen.noteMessages('c-1', [message('m-2', { at: old }), message('m-1')], now, now)
    expect(await a.events.after(scope, '0', 10)).toHaveLength(2)
    expect(await a.seen.knows('c-1')).toBe(true)
  })

  it('never lets a status go backwards, in whatever order the news comes', async () => {
    const [a, b] = two()
    await a.seen.noteMessages('c-1', [message('m-1', { status: 'read' })], now, now)
    const known = await b.seen.noteMessages('c-1', [message('m-1', { status: 'accepted' })], now, now)
    expect(known.get('m-1')).toEqual({ status: 'read', failure: null })
    expect(await a.events.after(scope, '0', 10)).toHaveLength(1)
  })

  it('notices a push of the host once', async () => {
    const [a, b] = two()
    const first = await Promise.all([a, b, a, b].map((journal) => journal.hooks.firstTime('e-1', now)))
    expect(first.filter(Boolean)).toHaveLength(1)
  })
})

describe('locks', () => {
  it('let 300 callers of two replicas pass one at a time', async () => {
    const [a, b] = two()
    let inside = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        (n % 2 ? a : b).locked('whatsapp:+7', async () => {
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setImmediate(resolve))
          inside--
        }),
      ),
    )
    expect(most).toBe(1)
  })

  it('are free again when the work throws', async () => {
    const [a, b] = two()
    await expect(a.locked('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await b.locked('x', async ({ held }) => held())).toBe(true)
  })
})

describe('what administrators did', () => {
  it('is kept for a year', async () => {
    const [a] = two()
    const DAY_MS = 24 * 3600_000
    const days = (n: number) => new Date(now.getTime() + n * DAY_MS)
    await a.deeds.begin({ operatorId: 'op-1', deed: 'cancel', subject: 'run-1' }, now)
    await stores[0]!.prune(days(364))
    expect((await a.deeds.list(null, 10)).items).toHaveLength(1)
    await stores[0]!.prune(days(366))
    expect((await a.deeds.list(null, 10)).items).toEqual([])
  })
})
