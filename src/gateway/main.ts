import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../hosts/log.ts'
import { startEmbedded } from '../journal/embedded.ts'
import { readArguments } from './arguments.ts'
import { readEnvironment } from './environment.ts'
import { createLog } from './log.ts'
import { probeHosts } from './probe.ts'
import { startGateway } from './server.ts'

/** `npm run gateway`: the gateway alone, settings from the environment. With `--probe` it only looks at the hosts. */
const stops: (() => Promise<void>)[] = []

async function start(): Promise<void> {
  const { probe, locale } = readArguments(process.argv.slice(2), process.env['LANG'])
  const environment = await readEnvironment(process.env)
  if (probe) {
    process.exitCode = (await probeHosts(environment, locale, console.log)) ? 0 : 1
    return
  }
  if (environment.databaseUrl === null) {
    const embedded = await startEmbedded({ dataDir: environment.dataDir })
    stops.unshift(embedded.stop)
    await run(embedded.url, embedded.keepAlive)
  } else await run(environment.databaseUrl)

  async function run(databaseUrl: string, keepAlive?: (log: Log) => void): Promise<void> {
    const settings = environment.settings(databaseUrl)
    const log = createLog(settings.logLevel)
    keepAlive?.(log)
    const gateway = await startGateway(settings, { log })
    stops.unshift(gateway.stop)
  }
}

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0)) await stop()
}

/** So long a stop waits for a start that is still under way, so that nothing begins after it. */
const START_MAY_TAKE_MS = 3000

const starting = start()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    const begun = starting.catch(() => undefined)
    void Promise.race([begun, pause(START_MAY_TAKE_MS)])
      .then(stopAll)
      .finally(() => process.exit(0))
  })

try {
  await starting
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await stopAll()
  process.exit(1)
}
