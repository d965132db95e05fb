import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { mountCrm } from '../../src/sandbox/crm/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SECRET = 'the-workspace-secret-of-the-tests'

/** The whole product as a newcomer has it, with the gateway as a process of its own that can be killed. */
export interface Stand {
  readonly sandbox: Sandbox
  readonly crm: string
  readonly gateway: string
  readonly store: string
  readonly secret: string
  startGateway(): Promise<void>
  /** SIGTERM, then waits for its end. */
  stopGateway(): Promise<void>
  /** SIGKILL: no chance to say goodbye. */
  killGateway(): Promise<void>
  stop(): Promise<void>
}

/**
 * @param databaseUrl an empty database; the gateway makes its tables.
 * @param more settings of the gateway's environment.
 * @param dialect which vendor's product the CRM is.
 */
export async function startStand(
  databaseUrl: string,
  more: Record<string, string> = {},
  dialect = 'elma365',
): Promise<Stand> {
  const port = await freePort()
  const gateway = `http://localhost:${port}`
  const sandbox = await startSandbox({
    port: 0,
    dialect,
    seed: 'demo',
    dataDir: null,
    gateway: { url: gateway, secret: SECRET },
    mountCrm,
  })
  const environment = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    PUBLIC_URL: gateway,
    DATABASE_URL: databaseUrl,
    CONTEXT_KEY: 'a-key-for-tests-that-is-long-enough-to-sign',
    // The process engine beside it.
    TRUSTED_ORIGINS: 'loopback',
    LOG_LEVEL: 'warn',
    POLL_MS: '1000',
    RECOVER_MS: '500',
    WORKSPACES: JSON.stringify([
      {
        id: 'sandbox',
        secret: SECRET,
        // By its number the CRM is another site than the gateway, as it is on a tenant.
        origins: [sandbox.url, sandbox.url.replace('localhost', '127.0.0.1')],
        templateBindings: sandbox.templateBindings,
        templateVariables: sandbox.templateVariables,
        host: sandbox.workspaceHost,
      },
    ]),
    ...more,
  }
  let child: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
  }
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['src/gateway/main.ts'], {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child = started
    await ready(gateway, started)
  }
  await start()
  return {
    sandbox,
    crm: sandbox.url,
    gateway,
    store: `${sandbox.url}/_sandbox`,
    secret: SECRET,
    startGateway: start,
    stopGateway: () => end('SIGTERM'),
    killGateway: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      await sandbox.stop()
    },
  }
}

async function ready(gateway: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`${gateway}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The gateway ended with code ${child.exitCode} before it was ready.`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (!address || typeof address === 'string') throw new Error('No free port.')
  return address.port
}
