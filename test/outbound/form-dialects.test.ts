import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { catalogueOf, offersOf, openCard, searchContacts, type Outbound } from '../../src/outbound/index.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { CatalogueSchema, OffersSchema } from '../../src/wire/form.ts'
import { freshDatabase } from '../setup/database.ts'
import { olga, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const now = (): Date => new Date()
const asker = { ...olga, record: { type: 'contact', id: 'c-1' } }

async function before(dialect: string): Promise<{ o: Outbound; sandbox: Sandbox }> {
  const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null })
  const connections = nodeFetch()
  onTestFinished(async () => {
    await sandbox.stop()
    await connections.close()
  })
  const opened = openHost(sandbox.workspaceHost, { fetch: connections.fetch, now, log: silent })
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const o = {
    host: opened.host,
    journal: store.of(dialect),
    workspace: { id: dialect, country: 'RU' },
    now,
    newId: randomUUID,
    log: silent,
    wait: (ms: number) => pause(ms),
  }
  return { o, sandbox }
}

it.each(Object.keys(DIALECTS))(
  'over %s every way of a card has its offers and, where it may have templates, its catalogue (R-OPEN-4, R-TPL-4)',
  async (dialect) => {
    const { o } = await before(dialect)
    const { ways } = await openCard(o, asker)
    expect(ways.length).toBeGreaterThan(2)
    for (const { lineId, channel, address, verdict } of ways) {
      const way = { contactId: 'c-1', lineId, channel, address }
      const offers = await offersOf(o, asker, way)
      expect(OffersSchema.parse(offers)).toEqual(offers)
      expect(offers.way.verdict.kind).toBe(verdict.kind)
      expect(offers.template === 'required').toBe(verdict.kind === 'template-only')
      const catalogue = await catalogueOf(o, asker, way)
      expect(CatalogueSchema.parse(catalogue)).toEqual(catalogue)
    }
  },
)

it.each(Object.keys(DIALECTS))(
  'over %s a session that appears while the form is open is told at its next step, and in a search (R-OPEN-4, R-START-4)',
  async (dialect) => {
    const { o, sandbox } = await before(dialect)
    const { ways } = await openCard(o, asker)
    const way = ways.find(({ channel }) => channel === 'whatsapp')
    if (!way) throw new Error('The demo has no WhatsApp')
    const { lineId, channel, address } = way
    const named = { contactId: 'c-1', lineId, channel, address }
    const first = await offersOf(o, asker, named)
    expect(first.way.verdict.kind).not.toBe('refused')
    const answer = await fetch(`${sandbox.url}/_sandbox/customer`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel, address, action: 'write', text: 'Good day' }),
    })
    expect(answer.ok).toBe(true)
    const told = async (): Promise<readonly string[]> => {
      const { verdict } = (await offersOf(o, asker, named)).way
      return verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : []
    }
    // Some hosts tell of new sessions from a list that is some seconds old.
    await expect.poll(told, { timeout: 20_000, interval: 200 }).toContain('open-session')
    const found = await searchContacts(o, asker, address, null, true)
    expect(found.items.find(({ id }) => id === 'c-1')?.sessions?.length).toBeGreaterThan(0)
  },
)
