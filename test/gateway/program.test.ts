import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emptyDatabase } from '../setup/database.ts'
import { askAt, CONTEXT_KEY, SECRET } from './setup.ts'
import { world } from './with-sandbox.ts'

const MAIN = fileURLToPath(new URL('../../src/gateway/main.ts', import.meta.url))

interface Program {
  readonly child: ChildProcess
  /** Exit code and what stood on stderr. */
  readonly ended: Promise<{ code: number | null; complaint: string }>
  /** Where it listens, once it does. */
  readonly url: Promise<string>
}

/** `npm run gateway` as its own program, with nothing of our environment but what is given. */
function gateway(environment: Record<string, string>): Program {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const complaint: string[] = []
  child.stderr.on('data', (piece) => complaint.push(String(piece)))
  const ended = Promise.withResolvers<{ code: number | null; complaint: string }>()
  child.on('close', (code) => ended.resolve({ code, complaint: complaint.join('') }))
  const url = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { port, msg } = JSON.parse(line)
    if (msg === 'The gateway listens') url.resolve(`http://127.0.0.1:${port}`)
  })
  return { child, ended: ended.promise, url: url.promise }
}

async function environmentOf(host: unknown): Promise<Record<string, string>> {
  const database = await emptyDatabase()
  onTestFinished(() => database.drop())
  const workspaces = [{ id: 'sandbox', secret: SECRET, origins: [], host }]
  return {
    DATABASE_URL: database.url,
    CONTEXT_KEY,
    WORKSPACES: JSON.stringify(workspaces),
    RECOVER_MS: '100',
    ANSWER_WITHIN_MS: '100',
  }
}

describe('the gateway alone', () => {
  it('says what is missing, in a sentence, and exits with 1', async () => {
    const { code, complaint } = await gateway({}).ended
    expect(code).toBe(1)
    expect(complaint).toBe(
      'CONTEXT_KEY is missing: a secret of at least 32 characters that signs the contexts of cards.\n',
    )
  })

  it('starts, answers, and stops though a card is open', async () => {
    const { sandbox } = await world()
    const program = gateway(await environmentOf(sandbox.workspaceHost))
    const url = await program.url
    const issued = await askAt(url, 'POST', '/v1/contexts', {
      token: SECRET,
      body: { operator: 'op-1', record: { type: 'contact', id: 'c-1' } },
    })
    const leaving = new AbortController()
    onTestFinished(() => leaving.abort())
    const headers = { Authorization: `Bearer ${issued.json.context}` }
    const stream = await fetch(`${url}/v1/stream`, { headers, signal: leaving.signal })
    expect(stream.status).toBe(200)
    program.child.kill('SIGTERM')
    expect((await program.ended).code).toBe(0)
  })

  it('killed in the middle of a send and started again, has delivered once and tells the truth', async () => {
    const there = await world()
    const environment = await environmentOf(there.sandbox.workspaceHost)
    const body = {
      operationId: 'run-1',
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: 'In the middle' },
    }
    const send = async (url: string) =>
      askAt(url, 'POST', '/v1/process-actions/initiative-message', { token: SECRET, body })
    await there.mishap('send-message', 'hang-after')
    const first = gateway(environment)
    expect((await send(await first.url)).status).toBe(202)
    await expect.poll(() => there.arrived('In the middle').length).toBe(1)
    first.child.kill('SIGKILL')
    await first.ended

    const second = gateway(environment)
    const url = await second.url
    const state = async (): Promise<string> =>
      (await askAt(url, 'GET', '/v1/operations/run-1', { token: SECRET })).json.state
    await expect.poll(state, { timeout: 40_000, interval: 200 }).toBe('sent')
    expect((await send(url)).json.exit).toBe('sent')
    expect(there.arrived('In the middle')).toHaveLength(1)
  }, 60_000)
})
