import { randomUUID } from 'node:crypto'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { JournalStore } from '../../src/journal/postgres.ts'
import type { Asker, Outbound } from '../../src/outbound/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { Clock, silent } from '../outbound/replicas.ts'

/** How long the host may take, by the real clock. */
export interface Patience {
  readonly readMs: number
  readonly deedMs: number
}

/** Olga on the card of Pavel Serov. */
export const OLGA: Asker = { operatorId: 'op-1', record: { type: 'contact', id: 'c-1' }, locale: 'en' }
export const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const

/** A vendor's product and two replicas before it, all of them on one clock. */
export interface Stand {
  readonly dialect: string
  readonly sandbox: Sandbox
  readonly replicas: readonly [Outbound, Outbound]
  readonly clock: Clock
  /** Has anybody taken over what another worker had, whose lease ran out? On a busy machine that happens to the living too. */
  takenOver(): boolean
  stop(): Promise<void>
}

/** @param stores of two replicas, on one PostgreSQL. */
export async function openStand(
  dialect: string,
  stores: readonly JournalStore[],
  patience: Patience,
): Promise<Stand> {
  const clock = new Clock()
  const { now } = clock
  const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null, now })
  const connections = nodeFetch()
  const workspace = { id: randomUUID(), country: 'RU' }
  let takenOver = false
  const replicas = stores.slice(0, 2).map((store): Outbound => {
    const settings = { ...sandbox.workspaceHost, ...patience }
    const opened = openHost(settings, { fetch: connections.fetch, now, log: silent })
    if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
    const whole = store.of(workspace.id)
    const take: Journal['operations']['take'] = async (...whose) => {
      const taken = await whole.operations.take(...whose)
      takenOver ||= taken !== null
      return taken
    }
    const journal = { ...whole, operations: { ...whole.operations, take } }
    return {
      host: opened.host,
      journal,
      workspace,
      now,
      newId: randomUUID,
      log: silent,
      wait: clock.wait,
    }
  })
  const [a, b] = replicas
  if (!a || !b) throw new Error('Two replicas are needed')
  const stop = async (): Promise<void> => {
    await sandbox.stop()
    await connections.close()
  }
  return { dialect, sandbox, replicas: [a, b], clock, takenOver: () => takenOver, stop }
}

/** Pavel writes, so that he may be written to in free text everywhere; then his sessions are over, on all lines. */
export function hadTalked({ engine }: Sandbox): void {
  engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
}
