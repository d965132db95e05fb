import { onTestFinished } from 'vitest'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server.ts'

export const MODULE = '/api/extensions/5b1c7a52-3f0e-4c55-9a41-7d1f6c0e2a11/script'
export const RUN = '/pub/v1/bpm/template/ext_5b1c7a52-3f0e-4c55-9a41-7d1f6c0e2a11/send_line_1/run'
export const TO_PAVEL = {
  text: 'Your order 15 is ready',
  contact: ['c-1'],
  account: { type: 'whatsapp', account: '+79123456789' },
  author: 'system',
  request_key: 'mark-1',
}

interface Answer {
  readonly status: number
  // Tests look into answers of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape, judged by the tests
  readonly json: any
}

export interface Stand extends Sandbox {
  /** Asks over HTTP with the tenant's token; other headers win. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Resolves when the process run has ended. */
  ended(runId: string): Promise<void>
}

/** A sandbox of one test, over HTTP, stopped when the test ends. */
export async function stand(options: Partial<SandboxOptions> = {}): Promise<Stand> {
  const sandbox = await startSandbox({
    port: 0,
    dialect: 'elma365',
    seed: 'empty',
    dataDir: null,
    gateway: null,
    ...options,
  })
  onTestFinished(() => sandbox.stop())
  return {
    ...sandbox,
    async ask(method, path, body, headers = {}) {
      const response = await fetch(`${sandbox.url}${path}`, {
        method,
        headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return { status: response.status, json: await response.json() }
    },
    async ended(runId) {
      await until(() =>
        sandbox.engine.store.runs.some(({ id, state }) => id === runId && state !== 'running'),
      )
    },
  }
}

/** Waits for something that comes about soon; the test's own time limit is the only one. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** The code of the error with which a request ends. */
export async function codeOf(request: Promise<unknown>): Promise<unknown> {
  try {
    await request
    return null
  } catch (error) {
    const cause = (error as Error).cause ?? error
    return (cause as NodeJS.ErrnoException).code
  }
}
