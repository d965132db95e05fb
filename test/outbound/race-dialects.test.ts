import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { offersOf, openCard, startSession, type Outbound } from '../../src/outbound/index.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { olga, silent } from './replicas.ts'

const PHONE = '+79123456789'
const asker = { ...olga, record: { type: 'contact', id: 'c-1' } }

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[] = []
beforeAll(async () => {
  database = await freshDatabase()
  stores = await Promise.all([1, 2].map(() => openJournal({ url: database.url, log: silent })))
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

interface Desk {
  readonly sandbox: Sandbox
  /** The same workspace at two replicas. */
  readonly replicas: readonly Outbound[]
  /** Olga's form, ready to be sent. */
  readonly form: WireStartSession
}

/** A form that stands open over a way that may be written to. */
async function openForm(dialect: string): Promise<Desk> {
  const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null })
  const connections = nodeFetch()
  onTestFinished(async () => {
    await sandbox.stop()
    await connections.close()
  })
  // Whoever has just written may be written to in free text everywhere; that session is over.
  sandbox.engine.customer({ channel: 'whatsapp', address: PHONE, action: 'write', text: 'Hello' })
  endTalks(sandbox)
  const replicas = stores.map((store) => {
    const opened = openHost(sandbox.workspaceHost, {
      fetch: connections.fetch,
      now: () => new Date(),
      log: silent,
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
    return {
      host: opened.host,
      journal: store.of(dialect),
      workspace: { id: dialect, country: 'RU' },
      now: () => new Date(),
      newId: randomUUID,
      log: silent,
      wait: (ms: number) => pause(ms),
    }
  })
  const [first] = replicas
  if (!first) throw new Error('No replica')
  const { ways } = await openCard(first, asker)
  const way = ways.find(({ channel, verdict }) => channel === 'whatsapp' && verdict.kind !== 'refused')
  if (!way) throw new Error('The demo has no WhatsApp that may be written to')
  const { lineId, channel, address } = way
  const named = { contactId: 'c-1', lineId, channel, address }
  expect((await offersOf(first, asker, named)).way.verdict.kind).not.toBe('refused')
  return {
    sandbox,
    replicas,
    form: { operationId: randomUUID(), ...named, subject: null, text: 'I was late' },
  }
}

/** Every session of Pavel's is over, on all lines. */
function endTalks({ engine }: Sandbox): void {
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
}

const delivered = ({ engine }: Sandbox, text: string): number =>
  engine.store.deliveries.filter((delivery) => delivery.text.includes(text)).length

describe.each(Object.keys(DIALECTS))('over %s', (dialect) => {
  it('a session that a colleague opened after the form’s offers is found at the sending: whose it is and since when, and nothing leaves (R-OPEN-4)', async () => {
    const { sandbox, replicas, form } = await openForm(dialect)
    const [a] = replicas
    const { lineId, channel, address } = form
    const colleague = { contactId: 'c-1', lineId, channel, address, operatorId: 'op-2', text: 'I was first' }
    const first = sandbox.engine.startByHand(colleague)
    const answer = await startSession(a!, asker, form)
    expect(answer.state).toBe('refused')
    const found = answer.reasons.find(({ code }) => code === 'open-session')
    expect(found?.facts).toMatchObject({ operatorId: 'op-2', operator: 'Irina Belova', lineId })
    // Some hosts tell whole seconds.
    const awayMs = Date.parse(String(found?.facts['openedAt'])) - Date.parse(first?.session.openedAt ?? '')
    expect(Math.abs(awayMs)).toBeLessThan(1000)
    expect(found?.remedy).toMatchObject({ kind: 'open-session' })
    expect(delivered(sandbox, 'I was late')).toBe(0)
    expect(delivered(sandbox, 'I was first')).toBe(1)
  })

  it('so is one that the customer opened, which nobody has taken yet (R-OPEN-4)', async () => {
    const { sandbox, replicas, form } = await openForm(dialect)
    const { channel, address } = form
    sandbox.engine.customer({ channel, address, action: 'write', text: 'It is me' })
    const answer = await startSession(replicas[0]!, asker, form)
    expect([answer.state, answer.reasons.map(({ code }) => code)]).toEqual(['refused', ['open-session']])
    expect(delivered(sandbox, 'I was late')).toBe(0)
  })

  it('of two forms sent at once at two replicas one is delivered, and the other is told (R-OPEN-1, R-OPEN-4)', async () => {
    const { sandbox, replicas, form } = await openForm(dialect)
    const other = { ...form, operationId: randomUUID() }
    const answers = await Promise.all([
      startSession(replicas[0]!, asker, form),
      startSession(replicas[1]!, asker, other),
    ])
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['refused', 'sent'])
    expect(delivered(sandbox, 'I was late')).toBe(1)
  })
})
