import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import type { Desk } from './dialects/desk.ts'
import type { TemplateRule, VariableKind, WorkspaceHost, WriteNote } from './dialects/dialect.ts'
import { DIALECTS } from './dialects/registry.ts'
import { createEngine, type Engine, type SeedName, type StoreView } from './engine/index.ts'
import { addLongHistory, type HistorySize } from './engine/seed/long-history.ts'
import { faultsAndJournal } from './faults.ts'
import { answerError, type NodeApp, type NodeEnv } from './http.ts'
import { oracle } from './oracle.ts'

/** Where the plugin's gateway is, and how a host's own server speaks to it. */
interface GatewayAddress {
  readonly url: string
  /** The workspace secret. */
  readonly secret: string
}

interface CrmDeps {
  readonly engine: Engine
  /** `null` while no gateway is known. */
  gateway(): GatewayAddress | null
  readonly desk: Desk | null
  readonly writeNote: WriteNote | null
  /** Does the vendor know deals and orders? */
  readonly keepsRecords: boolean
  /** The sandbox's own address, once it listens. */
  ownUrl(): string
  /** What the vendor tells of a message that left. */
  readonly stepWaitsFor: 'delivered' | 'answered'
}

export interface SandboxOptions {
  /** 0: any free one. */
  readonly port: number
  readonly dialect: string
  readonly seed: SeedName
  /** Where the store outlives the run; `null`: in memory. */
  readonly dataDir: string | null
  readonly gateway: GatewayAddress | null
  /** Adds the CRM's pages; without it the sandbox has none. */
  readonly mountCrm?: (app: NodeApp, deps: CrmDeps) => Promise<{ stop(): Promise<void> }>
  readonly now?: () => Date
  /** A customer with a history of this size besides those of the seed. */
  readonly history?: HistorySize | null
}

interface SettingOfReaders {
  readonly rules: { operators: string[] }[]
  readonly ask: string | null
}

export interface Sandbox {
  readonly url: string
  readonly port: number
  readonly engine: Engine
  /** The `host` part of a gateway's workspace settings. */
  readonly workspaceHost: WorkspaceHost
  /** The `templateBindings` of the same settings. */
  readonly templateBindings: readonly TemplateRule[]
  /** The `templateVariables` of the same settings. */
  readonly templateVariables: readonly VariableKind[]
  /** The `readers` of the same settings; absent where everybody may write. */
  readonly readers?: SettingOfReaders
  setGateway(gateway: GatewayAddress | null): void
  stop(): Promise<void>
}

/** Starts the sandbox's host on this machine's loopback. Throws when the port is taken or the dialect is not known. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const dialect = DIALECTS[options.dialect]
  if (!dialect)
    throw new Error(`This version speaks ${Object.keys(DIALECTS).join(', ')} only, not "${options.dialect}".`)
  const engine = await createEngine({
    ...options,
    furnish(store) {
      dialect.furnish?.(store)
      if (options.history) addLongHistory(store, options.now?.() ?? new Date(), options.history)
    },
  })
  let gateway = options.gateway
  let url = ''
  const open = dialect.open({
    engine,
    gatewayUrl: () => gateway?.url ?? null,
    gatewaySecret: () => gateway?.secret ?? null,
    ownUrl: () => url,
  })

  // `{store}/` is the store too.
  const app = new Hono<NodeEnv>({ strict: false })
  app.onError(answerError)
  app.route('/_sandbox', oracle({ engine, profile: open.profile, writeNote: open.writeNote }))
  const mishaps = faultsAndJournal({ engine, classify: open.classify, failure: open.failure })
  for (const path of open.paths) app.use(path, mishaps)
  open.mount(app)
  const crm = await options.mountCrm?.(app, {
    engine,
    gateway: () => gateway,
    desk: open.desk ?? null,
    writeNote: open.writeNote ?? null,
    ownUrl: () => url,
    keepsRecords: dialect.keepsRecords ?? false,
    stepWaitsFor: dialect.tellsDelivery ? 'delivered' : 'answered',
  })

  const server = await listen(app, options.port)
  open.attach?.(server)
  const { port } = server.address() as AddressInfo
  url = `http://localhost:${port}`
  return {
    url,
    port,
    engine,
    workspaceHost: open.workspaceHost(url),
    templateBindings: open.templateBindings ?? [],
    templateVariables: open.templateVariables ?? [],
    ...readersIn(engine.store),
    setGateway(next) {
      gateway = next
    },
    async stop() {
      await Promise.all([open.stop(), crm?.stop()])
      await closed(server)
      await engine.flush()
    },
  }
}

/** R-READ-1. */
function readersIn({ operators, lines }: StoreView): { readers?: SettingOfReaders } {
  const readers = operators.flatMap(({ id, readsOnly }) => (readsOnly ? [id] : []))
  if (readers.length === 0) return {}
  const head = operators.find(({ id, readsOnly }) => !readsOnly && lines[0]?.supervisors.includes(id))
  return { readers: { rules: [{ operators: readers }], ask: head?.name ?? null } }
}

function listen(app: NodeApp, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => {
      server.off('error', reject)
      resolve(server)
    })
    server.once('error', reject)
  })
}

/** Ends hanging answers and open streams too: whoever waits sees the connection end. */
function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
