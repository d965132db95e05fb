import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { readOptions, ROOT } from '../../src/sandbox/start/options.ts'
import { collectStops } from '../../src/sandbox/start/stops.ts'
import { freePair, occupied } from '../setup/ports.ts'

const SPOKEN = Object.keys(DIALECTS).join(', ')

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-start-'))
  // The database runs as another user when we are root, and keeps its files here when it can.
  await chmod(dataDir, 0o755)
})
// A program that was told to stop in the middle of its work may still write its last file.
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

interface Started {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly exit: Promise<number | null>
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['src/sandbox/start.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  onTestFinished(() => void child.kill('SIGTERM'))
  return {
    child,
    out: () => out,
    err: () => err,
    exit: once(child, 'close').then(([code]) => code as number | null),
  }
}

test('options have their defaults and may be set', () => {
  const usual = {
    port: 4600,
    dialect: 'elma365',
    seed: null,
    dataDir: join(ROOT, '.firstline'),
    json: false,
    demoHistory: null,
  }
  expect(readOptions([], '/somewhere')).toEqual(usual)
  const all = [
    '--port',
    '5000',
    '--dialect=elma365',
    '--seed',
    'empty',
    '--data',
    'here',
    '--json',
    '--demo-history',
    '100000x5000',
  ]
  expect(readOptions(all, '/somewhere')).toEqual({
    ...usual,
    port: 5000,
    seed: 'empty',
    dataDir: '/somewhere/here',
    json: true,
    demoHistory: { messages: 100_000, sessions: 5000 },
  })
})

test.each([
  [['--colour', 'red'], 'The option "--colour" is not known.'],
  [['now'], 'The option "now" is not known.'],
  [['--port'], 'The option "--port" is written wrongly.'],
  [['--json=yes'], 'The option "--json" is written wrongly.'],
  [['--port', 'http'], '--port must be a number from 1 to 65534, not "http".'],
  [['--port', '65535'], '--port must be a number'],
  [['--dialect', 'nobody'], `This version speaks ${SPOKEN} only, not "nobody".`],
  [['--dialect', 'constructor'], `This version speaks ${SPOKEN} only`],
  [['--seed', 'party'], '--seed must be demo or empty, not "party".'],
  [['--data', ''], '--data must not be empty.'],
  [['--demo-history', 'long'], '--demo-history must be messages x sessions'],
  [['--demo-history', '10x20'], 'no fewer messages than sessions'],
  [['--demo-history', '900000x5'], 'at most 300000'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readOptions(args, '/')).toThrow(sentence)
})

test('a wrong option ends with exit code 1 and nothing on stdout', async () => {
  const { exit, out, err } = start('--dialect', 'nobody', '--json')
  expect([await exit, out(), err()]).toEqual([1, '', `This version speaks ${SPOKEN} only, not "nobody".\n`])
})

describe('a port in use', () => {
  test.each([
    ['the CRM’s', 0, '127.0.0.1'],
    ['the gateway’s', 1, '127.0.0.1'],
    ['the CRM’s on the other loopback address', 0, '::1'],
  ])('%s: one sentence and exit code 1, before anything is started', async (_whose, offset, host) => {
    const port = await freePair()
    const busy = await occupied(port + offset, host)
    onTestFinished(() => void busy.close())
    const folder = join(dataDir, 'never')
    const { exit, out, err } = start('--port', String(port), '--data', folder)
    expect([await exit, out()]).toEqual([1, ''])
    expect(err()).toMatch(new RegExp(`^Port ${port + offset} is in use\\.[^\\n]*\\n$`))
    await expect(stat(folder)).rejects.toThrow('ENOENT')
  })
})

test('everything starts with one line, serves, keeps its secrets private, and stops when told', async () => {
  const port = await freePair()
  const folder = join(dataDir, 'run')
  const args = ['--json', '--port', String(port), '--data', folder]
  const first = start(...args)
  await lineOf(first)
  const ready = JSON.parse(first.out())
  const crm = `http://localhost:${port}`
  expect(ready).toEqual({
    ready: true,
    crm,
    gateway: `http://localhost:${port + 1}`,
    store: `${crm}/_sandbox`,
    secret: expect.any(String),
  })
  expect(first.out()).toMatch(/^[^\n]+\n$/)
  expect((await fetch(`${ready.gateway}/readyz`)).status).toBe(200)
  expect((await fetch(`${ready.crm}/contacts/c-1`)).status).toBe(200)
  expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600)

  // Operations has something to show, and none of it reaches a customer.
  await expect.poll(() => shownBy(ready), { timeout: 30_000 }).toEqual(SHOWN)
  const before = await storeOf(ready)
  const since = new Date(before.messages.at(-1).at).getTime()
  expect(before.deliveries.filter(({ at }: { at: string }) => Date.parse(at) > since)).toEqual([])

  const other = start('--port', String(await freePair()), '--data', folder)
  expect([await other.exit, other.err()]).toEqual([1, expect.stringContaining('Another sandbox')])

  const said = { channel: 'whatsapp', address: '+79123456789', action: 'write', text: 'Remember me' }
  await fetch(`${ready.store}/customer`, { method: 'POST', body: JSON.stringify(said) })
  await stopped(first, 'SIGINT')
  await (await occupied(port)).close()
  await (await occupied(port + 1)).close()

  const second = start(...args)
  await lineOf(second)
  const store = await storeOf(ready)
  expect(store.messages.at(-1)).toMatchObject({ text: 'Remember me' })
  // A later start makes nothing a second time.
  expect(await shownBy(ready)).toEqual(SHOWN)
  expect(JSON.parse(second.out()).secret).toBe(ready.secret)
  await stopped(second, 'SIGTERM')
})

/** What stands in each section of Operations after a first start. */
const SHOWN = {
  unknown: [],
  failures: ['never-wrote'],
  waiting: ['demo-after-close', 'demo-planned'],
  batches: ['demo-terra', 'paused'],
  callbacks: ['demo-called-off', 404],
  deeds: ['cancel'],
}

async function shownBy({ gateway, secret }: { gateway: string; secret: string }) {
  const read = async (path: string) => {
    const answer = await fetch(`${gateway}/v1/${path}`, { headers: { authorization: `Bearer ${secret}` } })
    return (await answer.json()).items
  }
  const paths = ['unknowns', 'failures', 'waiting', 'batches', 'callbacks', 'deeds']
  const [unknown, failures, waiting, batches, callbacks, deeds] = await Promise.all(paths.map(read))
  return {
    unknown,
    failures: failures.map(({ code }: { code: string }) => code),
    waiting: waiting.map(({ operationId }: { operationId: string }) => operationId).toSorted(),
    batches: batches.flatMap((batch: { batchId: string; state: string }) => [batch.batchId, batch.state]),
    callbacks: callbacks.flatMap((told: { operationId: string; lastAnswer: { status: number } | null }) => [
      told.operationId,
      told.lastAnswer?.status,
    ]),
    deeds: deeds.map(({ deed }: { deed: string }) => deed),
  }
}

const storeOf = async ({ store }: { store: string }) => (await fetch(store)).json()

test.each([200, 1500])('a signal %i ms into the start stops it cleanly', async (afterMs) => {
  const folder = join(dataDir, `early-${afterMs}`)
  const started = start('--json', '--port', String(await freePair()), '--data', folder)
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  started.child.kill('SIGINT')
  expect(await started.exit).not.toBe(1)
  await expect(readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT')
})

test('stopping goes backwards, survives what cannot be stopped, and takes along what is started late', async () => {
  const order: string[] = []
  const stops = collectStops()
  stops.add(async () => void order.push('first'))
  stops.add(async () => {
    throw new Error('stuck')
  })
  stops.add(async () => void order.push('last'))
  const all = stops.stopAll(1000)
  stops.add(async () => void order.push('late'))
  await all
  expect(order).toEqual(['late', 'last', 'first'])
})

test('stopping waits for a start under way, to stop what it has started', async () => {
  const stops = collectStops()
  const { promise: database, resolve: databaseRuns } = Promise.withResolvers<void>()
  let stopped = false
  void stops.starting(database.then(() => stops.add(async () => void (stopped = true))))
  const all = stops.stopAll(1000)
  databaseRuns()
  await all
  expect(stopped).toBe(true)
})

async function lineOf({ out, exit, err }: Started): Promise<void> {
  let ended = false
  void exit.then(() => (ended = true))
  while (!out().includes('\n')) {
    if (ended) throw new Error(`It ended before it was ready: ${err()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function stopped({ child, exit }: Started, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  expect(await exit).toBe(0)
}
