import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  initiativeMessage,
  openCard,
  recover,
  startSession,
  type Outbound,
} from '../../src/outbound/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { olga, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
let sandbox: Sandbox
const connections = nodeFetch()
let o: Outbound
let workspaces = 0
let skippedMs = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
  sandbox = await startSandbox({ port: 0, dialect: 'elma365', seed: 'demo', dataDir: null, gateway: null })
})
afterAll(async () => {
  await sandbox.stop()
  await connections.close()
  await store.close()
  await database.drop()
})
beforeEach(() => {
  sandbox.engine.reset('demo')
  const opened = openHost(sandbox.workspaceHost, {
    fetch: connections.fetch,
    now: () => new Date(),
    log: silent,
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const id = `w-${++workspaces}`
  o = {
    host: opened.host,
    journal: store.of(id),
    workspace: { id, country: 'RU' },
    now: () => new Date(Date.now() + skippedMs),
    newId: randomUUID,
    log: silent,
    wait: (ms) => pause(ms / 5),
  }
})

const form = (operationId: string) => ({
  operationId,
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp' as const,
  address: '+79123456789',
  subject: null,
  text: `Hello ${operationId}`,
})
const arrived = (text: string) =>
  sandbox.engine.store.deliveries.filter((delivery) => delivery.text === text).length

describe('against the sandbox, through the adapter', () => {
  it('a session is started, the customer has the message once, and the session is its creator’s (R-AFTER-4)', async () => {
    const answer = await startSession(o, olga, form('one'))
    expect(answer).toMatchObject({ state: 'sent', routing: 'done', failure: null })
    expect(answer.messageId).not.toBeNull()
    expect(arrived('Hello one')).toBe(1)
    const session = sandbox.engine.store.sessions.find(({ id }) => id === answer.sessionId)
    expect(session).toMatchObject({ operatorId: 'op-1', contactId: 'c-1' })
    const card = await openCard(o, { ...olga, record: { type: 'contact', id: 'c-1' } })
    expect(card.open?.messages.items.at(-1)).toMatchObject({
      text: 'Hello one',
      mark: 'outgoing',
      author: { kind: 'operator' },
    })
  })

  it('fifty at once to one account start one session', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => startSession(o, olga, form(`many-${n}`))),
    )
    expect(answers.filter(({ state }) => state === 'sent')).toHaveLength(1)
    expect(answers.filter(({ reasons }) => reasons[0]?.code === 'open-session')).toHaveLength(49)
    expect(sandbox.engine.store.deliveries.filter(({ text }) => text.startsWith('Hello many'))).toHaveLength(
      1,
    )
  })

  it.each([
    ['refuse-before', 1, 'sent'],
    ['lost-after', 1, 'sent'],
    ['hang-after', 1, 'sent'],
    ['status-500', 1, 'sent'],
    ['status-429', 1, 'sent'],
    ['slow', 1, 'sent'],
    ['status-429', 9, 'failed'],
  ] as const)('%s × %i on sending ends as %s, delivered at most once', async (kind, times, state) => {
    sandbox.engine.addFault({ on: 'send-message', kind, times, delayMs: 300 })
    const text = `${kind} ${times}`
    const answer = await startSession(o, olga, { ...form(`${kind}-${times}`), text })
    expect({ kind, state: answer.state, count: arrived(text) }).toEqual({
      kind,
      state,
      count: state === 'sent' ? 1 : 0,
    })
  })

  it('a process writes to the contact of an order, automatically (R-PROC-1, R-MARK-1)', async () => {
    const order = sandbox.engine.store.orders.find(({ contactId }) => contactId === 'c-1')
    const answer = await initiativeMessage(o, {
      operationId: 'run-1',
      line: 'line-1',
      to: { record: { type: 'order', id: order?.id ?? '' } },
      channel: null,
      message: { text: 'Your order is ready', subject: null },
      author: 'system',
      onOpenSession: 'write',
      wait: 'accepted',
      timeLimitMs: null,
      callbackUrl: null,
      dryRun: false,
    })
    expect(answer).toMatchObject({ exit: 'sent', status: 'accepted', address: '+79123456789' })
    expect(arrived('Your order is ready')).toBe(1)
  })

  it('recovery finds nothing to do when all is settled', async () => {
    await startSession(o, olga, form('done'))
    skippedMs = 3600_000
    expect(await recover(o)).toBe(0)
    skippedMs = 0
  })
})
