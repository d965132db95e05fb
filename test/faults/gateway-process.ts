import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { freePair } from '../setup/ports.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const SECRET = 'the-workspace-secret-of-the-tests'

/** A gateway as a program of its own, which can be killed. */
export interface GatewayProcess {
  readonly url: string
  /** SIGKILL: no chance to say goodbye. */
  kill(): Promise<void>
}

/** Starts one more replica on that database, before that host; resolves when it is ready. */
export async function startProcess(databaseUrl: string, sandbox: Sandbox): Promise<GatewayProcess> {
  const port = await freePair()
  const url = `http://localhost:${port}`
  const workspace = { id: 'sandbox', secret: SECRET, origins: [sandbox.url], host: sandbox.workspaceHost }
  const child = spawn(process.execPath, ['src/gateway/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      CONTEXT_KEY: 'a-key-for-tests-that-is-long-enough-to-sign',
      LOG_LEVEL: 'error',
      RECOVER_MS: '500',
      // Process engines of the tests are on this machine.
      TRUSTED_ORIGINS: 'loopback',
      WORKSPACES: JSON.stringify([workspace]),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return { url, kill: () => ended(child) }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The gateway ended with code ${child.exitCode} before it was ready.`)
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
