import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { olga, silent } from './replicas.ts'

/** Olga on the card of Pavel Serov. */
export const onPavel = { ...olga, record: { type: 'contact', id: 'c-1' } } as const
export const PAVELS_PHONE = '+79123456789'

/** A vendor's product with the demo's people, and the use cases before it at two replicas. */
export interface DialectStand {
  readonly sandbox: Sandbox
  readonly a: Outbound
  readonly b: Outbound
}

/** One database for the file; each call opens a sandbox of its own, which ends with the test. `settings`: of the adapter, beside the usual. */
export function dialectStand(): (dialect: string, settings?: object) => Promise<DialectStand> {
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

  return async (dialect, settings = {}) => {
    const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null })
    const connections = nodeFetch()
    onTestFinished(async () => {
      await sandbox.stop()
      await connections.close()
    })
    const workspace = { id: randomUUID(), country: 'RU' }
    const [a, b] = stores.map((store): Outbound => {
      const opened = openHost(
        { ...sandbox.workspaceHost, ...settings },
        {
          fetch: connections.fetch,
          now: () => new Date(),
          log: silent,
        },
      )
      if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
      return {
        host: opened.host,
        journal: store.of(workspace.id),
        workspace,
        now: () => new Date(),
        newId: randomUUID,
        log: silent,
        wait: (ms: number) => pause(ms),
      }
    })
    return { sandbox, a: a!, b: b! }
  }
}

/** Pavel writes, so that he may be written to in free text everywhere; then his sessions are over, on all lines. */
export function hadTalked({ engine }: Sandbox): void {
  engine.customer({ channel: 'whatsapp', address: PAVELS_PHONE, action: 'write', text: 'Hello' })
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
}

/** How often a text reached somebody. */
export function deliveredOf({ engine }: Sandbox, text: string): number {
  return engine.store.deliveries.filter((delivery) => delivery.text.includes(text)).length
}
