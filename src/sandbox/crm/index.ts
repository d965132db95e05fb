import { fileURLToPath } from 'node:url'
import { installPlugin, type InstalledPlugin } from '../../plugin/read.ts'
import { widgetFiles } from '../../gateway/widget-files.ts'
import { CALLBACK_PATH, mountCallbacks } from '../process/callback.ts'
import { ProcessRunner } from '../process/runner.ts'
import type { NodeApp } from '../http.ts'
import type { CrmDeps } from './deps.ts'
import { bodyLimit } from 'hono/body-limit'
import { onlyOurselves } from '../loopback.ts'
import { ownPagesOnly, pageHeaders } from './guard.ts'
import { mountStories } from '../stories/index.ts'
import { mountDeeds } from './deeds.ts'
import { mountPages } from './views.ts'

const ASSETS = fileURLToPath(new URL('../../../dist/sandbox', import.meta.url))
const MANIFEST = new URL('../../../manifest.json', import.meta.url)

/** What mounting needs; the plugin is read from its manifest when it is not given. */
export type CrmOptions = Omit<CrmDeps, 'plugin' | 'stepWait'> & {
  readonly plugin?: InstalledPlugin
  /** The sandbox's own address, once it listens. */
  ownUrl(): string
  /** What the vendor tells of a message. */
  readonly stepWaitsFor: 'delivered' | 'answered'
}

export interface Crm {
  /** Leaves the process runs as they stand. */
  stop(): Promise<void>
}

/**
 * Adds the CRM's pages to the sandbox's server, installs the plugin from its manifest, and goes on with process runs that an
 * earlier start left unfinished. Throws `ManifestRefused` for a broken manifest.
 */
export async function mountCrm(app: NodeApp, options: CrmOptions): Promise<Crm> {
  const deps: CrmDeps = {
    engine: options.engine,
    gateway: () => options.gateway(),
    desk: options.desk,
    writeNote: options.writeNote,
    keepsRecords: options.keepsRecords,
    stepWait: () => ({
      for: options.stepWaitsFor,
      timeLimit: TIME_LIMITS[options.stepWaitsFor],
      callbackUrl: `${options.ownUrl()}${CALLBACK_PATH}`,
    }),
    plugin: options.plugin ?? (await installPlugin(MANIFEST)),
  }
  const runner = new ProcessRunner(deps)
  const files = widgetFiles(ASSETS)
  const limit = bodyLimit({
    maxSize: LARGEST_BODY,
    onError: (c) => c.json({ error: 'The body is too large.' }, 413),
  })
  app.get('/assets/*', async (c) => {
    const file = await files(c.req.path.slice('/assets/'.length), c.req.raw.headers)
    return file ?? c.notFound()
  })
  for (const path of PATHS) {
    app.use(
      path,
      onlyOurselves,
      ownPagesOnly,
      pageHeaders(deps.gateway, () => options.ownUrl()),
      limit,
    )
  }
  mountPages(app, deps)
  mountStories(app)
  mountDeeds(app, deps, runner)
  app.use(CALLBACK_PATH, onlyOurselves, limit)
  mountCallbacks(app, { gateway: deps.gateway, told: (id, answer) => runner.told(id, answer) })
  await runner.resume()
  return { stop: () => runner.stop() }
}

// A message is delivered within minutes or not at all; people answer when they have time.
const TIME_LIMITS = { delivered: 'PT1H', answered: 'PT24H' } as const

// Forms and short JSON; nothing larger is ever sent to the CRM.
const LARGEST_BODY = 64 * 1024

// The CRM's own paths; the dialect's and the oracle's have their own rules.
const PATHS = [
  '/',
  '/contacts/*',
  '/deals/*',
  '/orders/*',
  '/sessions/*',
  '/lines',
  '/processes/*',
  '/operations/*',
  '/phones/*',
  '/plugin',
  '/stories',
  '/preferences',
  '/cards/*',
]
