import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { testGateway, type TestGateway } from './setup.ts'

const REPLICAS = 4
/** A small limit, so that a minute's worth of requests is asked for in a moment. */
const PER_MINUTE = 60

/** The host that bans for twenty minutes whoever asks too often. */
async function strictHost(): Promise<Sandbox> {
  const given = { port: 0, seed: 'demo', dataDir: null, gateway: null } as const
  const sandbox = await startSandbox({ ...given, dialect: 'helpdeskeddy' })
  onTestFinished(() => sandbox.stop())
  const answer = await fetch(`${sandbox.url}/_sandbox/profile`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ perMinute: PER_MINUTE }),
  })
  expect(answer.ok).toBe(true)
  return sandbox
}

/** Gateways on one database, each told how many requests a minute the host allows. */
async function replicas(sandbox: Sandbox, requestsPerMinute: number): Promise<TestGateway[]> {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  const host = { ...sandbox.workspaceHost, requestsPerMinute }
  const settings = { databaseUrl: database.url, pollMs: 100 }
  const all: TestGateway[] = []
  for (let n = 0; n < REPLICAS; n++) all.push(await testGateway(host, settings))
  return all
}

/** Everybody opens cards at once. The statuses of the answers. */
async function load(gateways: readonly TestGateway[]): Promise<number[]> {
  const answers = await Promise.all(
    gateways.flatMap((gateway) =>
      Array.from({ length: 8 }, async (_, n) => {
        const token = await gateway.context('op-1', { type: 'contact', id: `c-${n + 1}` })
        return gateway.ask('GET', '/v1/card', { token })
      }),
    ),
  )
  return answers.map(({ status }) => status)
}

/** What a failed card no longer waited for may still be under way. */
async function atRest(sandbox: Sandbox): Promise<number> {
  for (let known = -1; ; await pause(300)) {
    if (known === asked(sandbox)) return known
    known = asked(sandbox)
  }
}

const asked = (sandbox: Sandbox): number => sandbox.engine.store.requests.length
const banned = (sandbox: Sandbox): number =>
  sandbox.engine.store.requests.filter(({ status }) => status === 401 || status === 429).length

describe('four replicas at full load', () => {
  it('never reach the ban of a host that allows so many requests a minute', async () => {
    const sandbox = await strictHost()
    const statuses = await load(await replicas(sandbox, PER_MINUTE))
    expect(banned(sandbox)).toBe(0)
    expect(asked(sandbox)).toBeGreaterThan(0)
    expect(asked(sandbox)).toBeLessThanOrEqual(PER_MINUTE)
    // Who could not be served is told to come again, and when.
    expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([])
  })

  it('rest, all of them, after a ban that somebody else’s traffic has brought about', async () => {
    const sandbox = await strictHost()
    const gateways = await replicas(sandbox, 100_000)
    await load(gateways)
    expect(banned(sandbox)).toBeGreaterThan(0)
    const before = await atRest(sandbox)
    const [first] = await load([gateways[3]!])
    expect([429, 503]).toContain(first)
    expect(asked(sandbox)).toBe(before)
  })
})
