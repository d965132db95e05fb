import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmbedded, type EmbeddedPostgres } from '../../src/journal/embedded.ts'
import { HOUR_MS, outcomeStand, soon, watched } from '../gateway/outcome-stand.ts'

let folder: string
let server: EmbeddedPostgres

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-outage-'))
  await chmod(folder, 0o755)
  server = await startEmbedded({ dataDir: join(folder, 'postgres') })
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

it('PostgreSQL that is stopped and started while steps wait costs nothing: each true exit is told once (R-ONCE-1, R-PROC-5)', async () => {
  const stand = await outcomeStand('chatwoot', { databaseUrl: server.url })
  await stand.replica()
  await stand.send(stand.body('run-1', { wait: 'read', timeLimit: 'P2D' }))
  await stand.send(stand.body('run-2', { wait: 'answered', timeLimit: 'P2D', onOpenSession: 'write' }))
  const sendAt = new Date(stand.engine.now().getTime() + 3 * HOUR_MS).toISOString()
  await stand.send(stand.body('run-3', { wait: 'delivered', sendAt }))
  for (const id of ['run-1', 'run-2']) await watched(stand, id)

  await server.stop()
  const away = await stand.send(stand.body('run-4'))
  expect(away).toMatchObject({ status: 503, json: { code: 'journal-unavailable' } })
  expect(away.headers.get('retry-after')).toBe('5')
  // What the customer does meanwhile, nobody can write down.
  await stand.customer('read')
  await stand.customer('write', 'Yes, on Friday')
  server = await startEmbedded({ dataDir: join(folder, 'postgres'), port: Number(new URL(server.url).port) })

  await expect.poll(async () => (await stand.send(stand.body('run-4'))).status, soon).toBeLessThan(300)
  await stand.advance(4 * HOUR_MS)
  const exits = { 'run-1': 'read', 'run-2': 'answered', 'run-3': 'delivered', 'run-4': 'delivered' }
  for (const [id, exit] of Object.entries(exits)) {
    await expect.poll(async () => (await stand.report(id)).exit, { timeout: 40_000 }).toBe(exit)
    // One that was known at once owes no callback.
    await expect
      .poll(async () => stand.told(id).length, soon)
      .toBe(id === 'run-4' ? stand.told(id).length : 1)
  }
  await stand.advance(48 * HOUR_MS)
  for (const id of ['run-1', 'run-2', 'run-3'])
    expect(stand.told(id)).toMatchObject([{ exit: exits[id as keyof typeof exits] }])
  expect(Object.keys(exits).map((id) => stand.arrived(id))).toEqual([1, 1, 1, 1])
}, 120_000)
