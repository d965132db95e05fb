import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { testGateway, type TestGateway } from './setup.ts'

const REPLICAS = 4
/** Small limits, so that a minute's worth of requests is asked for in a moment. */
const PER_MINUTE = 60
const SEARCHES_PER_MINUTE = 12

/** Each host that punishes who asks too often. The others document no limit. */
const STRICT = ['helpdeskeddy', 'chatwoot'] as const
/** Nothing tells how much is left. */
const SILENT = { helpdeskeddy: { limitHeaders: false }, chatwoot: {} } as const

async function strictHost(dialect: (typeof STRICT)[number], profile: object): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, seed: 'demo', dataDir: null, gateway: null, dialect })
  onTestFinished(() => sandbox.stop())
  const answer = await fetch(`${sandbox.url}/_sandbox/profile`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(profile),
  })
  expect(answer.ok).toBe(true)
  return sandbox
}

/** Gateways on one database, each told how many requests a minute the host allows. */
async function replicas(sandbox: Sandbox, limits: object): Promise<TestGateway[]> {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  const settings = { databaseUrl: database.url, pollMs: 100 }
  const all: TestGateway[] = []
  for (let n = 0; n < REPLICAS; n++)
    all.push(await testGateway({ ...sandbox.workspaceHost, ...limits }, settings))
  return all
}

/** Everybody asks for these at once. The statuses of the answers. */
async function load(gateways: readonly TestGateway[], path: string): Promise<number[]> {
  const answers = await Promise.all(
    gateways.flatMap((gateway) =>
      Array.from({ length: 8 }, async (_, n) => {
        const token = await gateway.context('op-1', { type: 'contact', id: `c-${n + 1}` })
        return gateway.ask('GET', path, { token })
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
const searches = (sandbox: Sandbox): number =>
  sandbox.engine.store.requests.filter(({ path }) => path.includes('/contacts/search')).length

describe.each(STRICT)('four replicas at full load over %s', (dialect) => {
  const profile = { perMinute: PER_MINUTE, ...SILENT[dialect] }

  it('never reach the ban of a host that allows so many requests a minute', async () => {
    const sandbox = await strictHost(dialect, profile)
    const gateways = await replicas(sandbox, { requestsPerMinute: PER_MINUTE })
    const statuses = await load(gateways, '/v1/card')
    expect(banned(sandbox)).toBe(0)
    expect(asked(sandbox)).toBeGreaterThan(0)
    expect(asked(sandbox)).toBeLessThanOrEqual(PER_MINUTE)
    // Who could not be served is told to come again, and when.
    expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([])
  })

  it('rest, all of them, after a ban that somebody else’s traffic has brought about', async () => {
    const sandbox = await strictHost(dialect, profile)
    const gateways = await replicas(sandbox, { requestsPerMinute: 100_000 })
    await load(gateways, '/v1/card')
    expect(banned(sandbox)).toBeGreaterThan(0)
    const before = await atRest(sandbox)
    const [first] = await load([gateways[3]!], '/v1/card')
    expect([429, 503]).toContain(first)
    expect(asked(sandbox)).toBe(before)
  })
})

it('four replicas that search at full load stay below a limit of searches alone, and cards go on', async () => {
  const sandbox = await strictHost('chatwoot', { searchesPerMinute: SEARCHES_PER_MINUTE })
  const gateways = await replicas(sandbox, { searchesPerMinute: SEARCHES_PER_MINUTE })
  const statuses = await load(gateways, '/v1/contacts?query=serov')
  expect(banned(sandbox)).toBe(0)
  expect(searches(sandbox)).toBeGreaterThan(0)
  expect(searches(sandbox)).toBeLessThanOrEqual(SEARCHES_PER_MINUTE)
  expect(statuses).toContain(200)
  expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([])
  expect(await load([gateways[0]!], '/v1/card')).toEqual(Array.from({ length: 8 }, () => 200))
})

it('four replicas leave room for the other programs of the account, as far as the host tells of them', async () => {
  const sandbox = await strictHost('helpdeskeddy', { perMinute: PER_MINUTE })
  const gateways = await replicas(sandbox, { requestsPerMinute: PER_MINUTE })
  const { baseUrl, email, apiKey } = sandbox.workspaceHost as Record<string, string>
  const Authorization = `Basic ${btoa(`${email}:${apiKey}`)}`
  for (let n = 0; n < PER_MINUTE - 20; n += 1)
    await fetch(`${baseUrl}/api/v2/statuses/`, { headers: { Authorization } })
  const token = await gateways[0]!.context()
  // The answers to one of us tell all of us that others are at work.
  await gateways[0]!.ask('GET', '/v1/contacts?query=serov', { token })
  await load(gateways, '/v1/card')
  expect(banned(sandbox)).toBe(0)
  expect(asked(sandbox)).toBeLessThanOrEqual(PER_MINUTE)
})
