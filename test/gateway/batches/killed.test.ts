import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { freshDatabase } from '../../setup/database.ts'
import { askAt, CONTEXT_KEY, SECRET } from '../setup.ts'
import { world } from '../with-sandbox.ts'

const MAIN = fileURLToPath(new URL('../../../src/gateway/main.ts', import.meta.url))
const PEOPLE = 200

/** A replica as a program of its own; resolves with its address when it listens. */
async function replica(environment: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const { promise, resolve } = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { port, msg } = JSON.parse(line)
    if (msg === 'The gateway listens') resolve(`http://127.0.0.1:${port}`)
  })
  return { child, url: await promise }
}

it('a replica killed in the middle of a batch: another one takes over, everybody got one message (R-ONCE-1)', async () => {
  const there = await world()
  const database = await freshDatabase()
  onTestFinished(() => database.drop())
  const environment = {
    DATABASE_URL: database.url,
    CONTEXT_KEY,
    RECOVER_MS: '100',
    WORKSPACES: JSON.stringify([{ id: 'sandbox', secret: SECRET, host: there.sandbox.workspaceHost }]),
  }
  const first = await replica(environment)
  const rows = Array.from({ length: PEOPLE }, (_, n) => `reader-${n}@customers.example,${n}`)
  const step = { line: 'line-2', channel: 'email', message: { subject: 'News', text: 'Letter {{number}}' } }
  const query = new URLSearchParams({ id: 'killed', step: JSON.stringify(step) })
  const begun = await askAt(first.url, 'POST', `/v1/batches?${query}`, {
    token: SECRET,
    body: ['address,number', ...rows].join('\n'),
    headers: { 'Content-Type': 'text/csv' },
  })
  expect(begun.status).toBe(202)
  const letters = () => there.arrived().filter(({ text }) => text.startsWith('Letter '))
  await expect.poll(() => letters().length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(20)
  first.child.kill('SIGKILL')
  expect(letters().length).toBeLessThan(PEOPLE)
  const second = await replica(environment)

  const read = async () => (await askAt(second.url, 'GET', '/v1/batches/killed', { token: SECRET })).json
  await expect.poll(async () => (await read()).state, { timeout: 60_000, interval: 100 }).toBe('done')
  // What was being sent when it was killed is cleared up by asking the host; who was only about to be sent to stays open for ten
  // minutes, and is never counted as sent.
  await expect
    .poll(async () => (await read()).sent, { timeout: 30_000, interval: 200 })
    .toBe(letters().length)
  const end = await read()
  const texts = letters().map(({ text }) => text)
  expect(new Set(texts).size).toBe(texts.length)
  expect(end).toMatchObject({ total: PEOPLE, waiting: 0, refused: 0, failed: 0 })
  expect(end.sent + end.unknown).toBe(PEOPLE)
}, 150_000)
