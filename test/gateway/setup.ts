import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createLog } from '../../src/gateway/log.ts'
import { startGateway, type GatewayOptions, type RunningGateway } from '../../src/gateway/server.ts'
import type { GatewaySettingsInput } from '../../src/gateway/settings.ts'
import { freshDatabase } from '../setup/database.ts'

export const SECRET = 'the-secret-of-the-test-workspace'
export const ORIGIN = 'https://crm.example'
export const CONTEXT_KEY = 'a key that signs contexts in tests'

export interface TestGateway extends RunningGateway {
  /** Lines of the log so far. */
  readonly log: string[]
  readonly databaseUrl: string
  /** A request to the gateway; `token` goes into Authorization, an object becomes a JSON body. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>
  /** A context for a card. */
  context(operator?: string, record?: { type: string; id: string } | null): Promise<string>
}

export interface AskOptions {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; asserted on, never trusted. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape, judged by the tests
  readonly json: any
}

/** A gateway over a real database that goes with the test. `databaseUrl`: over the database of another one. */
export async function testGateway(
  host: unknown,
  settings: Partial<GatewaySettingsInput> & { databaseUrl?: string } = {},
  options: GatewayOptions = {},
): Promise<TestGateway> {
  const log: string[] = []
  const database = settings.databaseUrl ? null : await freshDatabase()
  const databaseUrl = settings.databaseUrl ?? database?.url ?? ''
  const running = await startGateway(
    {
      listen: { host: '127.0.0.1', port: 0 },
      contextKey: CONTEXT_KEY,
      widgetDir: await widgetFolder(),
      // Engines and stores of files of the tests are on this machine.
      trustedOrigins: ['loopback'],
      workspaces: [
        { id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU', host: host as { kind: string } },
      ],
      ...settings,
      databaseUrl,
    },
    { log: createLog('debug', { write: (line: string) => void log.push(line) }), ...options },
  )
  onTestFinished(async () => {
    await running.stop()
    await database?.drop()
  })
  const ask: TestGateway['ask'] = (method, path, options) => askAt(running.url, method, path, options)
  return {
    ...running,
    log,
    databaseUrl,
    ask,
    async context(operator = 'op-1', record = { type: 'contact', id: 'c-1' }) {
      const { json } = await ask('POST', '/v1/contexts', { token: SECRET, body: { operator, record } })
      return json.context
    },
  }
}

export async function askAt(
  url: string,
  method: string,
  path: string,
  { token, body, headers }: AskOptions = {},
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : raw ? (body as string) : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function widgetFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-widget-'))
  await writeFile(join(folder, 'firstline.js'), 'export {}\n')
  await writeFile(join(folder, 'new-session-Bq3x_9aZ.js'), 'export {}\n')
  await writeFile(join(folder, 'secret.txt'), 'not for you')
  return folder
}
