import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createLog } from '../../gateway/log.ts'
import { startGateway } from '../../gateway/server.ts'
import { startEmbedded } from '../../journal/embedded.ts'
import { mountCrm } from '../crm/index.ts'
import { WORKSPACE_ID } from '../dialects/dialect.ts'
import { startSandbox, type Sandbox } from '../server.ts'
import { buildStale } from './builds.ts'
import { takeFolder } from './folder.ts'
import { keysIn, type Keys } from './keys.ts'
import { ROOT, type StartOptions } from './options.ts'
import { showOperations } from './show-operations.ts'
import type { Stops } from './stops.ts'

/** Where everything is once it runs. */
export interface Addresses {
  readonly crm: string
  readonly gateway: string
  readonly store: string
  /** The workspace secret. */
  readonly secret: string
}

// So long the one line waits for what Operations shows; most of the time it takes a tenth of that.
const SHOWN_WITHIN_MS = 1500

/** Starts sandbox, database and gateway, each noted in `stops` as soon as it runs. Ends early, with `null`, when stopped. */
export async function launch(
  options: StartOptions,
  stops: Stops,
  say: (line: string) => void,
): Promise<Addresses | null> {
  const { port, dataDir } = options
  stops.add(await takeFolder(dataDir))
  const keys = await keysIn(dataDir)
  const gatewayUrl = `http://localhost:${port + 1}`

  const sandbox = await startSandbox({
    port,
    dialect: options.dialect,
    seed: options.seed ?? 'demo',
    // So long a history is made in a moment, and would be written to the disk with every change.
    dataDir: options.demoHistory ? null : dataDir,
    history: options.demoHistory,
    gateway: { url: gatewayUrl, secret: keys.workspaceSecret },
    mountCrm,
  })
  stops.add(sandbox.stop)
  if (stops.signal.aborted) return null
  // An earlier run's memory goes on, unless the other seed was asked for by name.
  if (options.seed !== null && options.seed !== sandbox.engine.store.seed) sandbox.engine.reset(options.seed)

  // Side by side: the database takes a second or two, and so does building.
  const database = startEmbedded({ dataDir: join(dataDir, 'postgres'), signal: stops.signal }).then(
    (started) => {
      stops.add(started.stop)
      return started
    },
  )
  const [postgres, built] = await Promise.allSettled([database, buildStale(stops.signal, say)])
  if (postgres.status === 'rejected') throw postgres.reason
  if (built.status === 'rejected') throw built.reason
  if (stops.signal.aborted) return null
  const log = createLog('info', createWriteStream(join(dataDir, 'gateway.log'), { flags: 'a' }))
  postgres.value.keepAlive(log)
  const gateway = await startGateway(gatewaySettings(sandbox, keys, port + 1, postgres.value.url), { log })
  stops.add(gateway.stop)
  if (sandbox.engine.store.seed === 'demo') {
    const access = { gateway: gateway.url, secret: keys.workspaceSecret, crm: sandbox.url }
    const shown = showOperations({ ...access, signal: stops.signal }).catch((error: unknown) => {
      // Nothing else depends on it, and the next start tries again.
      if (!stops.signal.aborted) log.warn({ err: error }, 'Operations has not been given all it shows')
    })
    await Promise.race([shown, delay(SHOWN_WITHIN_MS, undefined, { ref: false })])
  }
  if (stops.signal.aborted) return null
  return {
    crm: sandbox.url,
    gateway: gatewayUrl,
    store: `${sandbox.url}/_sandbox`,
    secret: keys.workspaceSecret,
  }
}

function gatewaySettings(sandbox: Sandbox, keys: Keys, port: number, databaseUrl: string) {
  return {
    listen: { host: '127.0.0.1', port },
    publicUrl: `http://localhost:${port}`,
    databaseUrl,
    contextKey: keys.contextKey,
    widgetDir: join(ROOT, 'dist/widget'),
    // A person watches: what the host does not push is looked for often.
    pollMs: 2000,
    // The process engine to try it with, and whatever else a person starts here.
    trustedOrigins: ['loopback'],
    workspaces: [
      {
        id: WORKSPACE_ID,
        secret: keys.workspaceSecret,
        recordPages: {
          contact: `${sandbox.url}/contacts/{id}`,
          deal: `${sandbox.url}/deals/{id}`,
          order: `${sandbox.url}/orders/{id}`,
        },
        origins: [sandbox.url, `http://127.0.0.1:${sandbox.port}`],
        country: 'RU',
        templateBindings: [...sandbox.templateBindings],
        templateVariables: [...sandbox.templateVariables],
        ...(sandbox.readers && { readers: sandbox.readers }),
        host: sandbox.workspaceHost,
      },
    ],
  }
}
