import { collectStops } from './start/stops.ts'
import { readOptions, StartError } from './start/options.ts'
import { claimable } from './start/ports.ts'

/** `npm start`: everything in one process, as the interfaces' page describes. */

const STOP_WITHIN_MS = 4500
// npm passes on a signal that the terminal has sent us already: only what comes later is a person who insists.
const INSISTED_AFTER_MS = 1000
const PARENT_EVERY_MS = 300

const stops = collectStops()
let ended: Promise<never> | null = null
let endedAt = 0

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (ended && performance.now() - endedAt > INSISTED_AFTER_MS) process.exit(130)
    void end(0)
  })

// A killed npm passes nothing on. Started by hand, the parent may leave and we stay.
const parent = process.ppid
if (process.env['npm_lifecycle_event'] !== undefined)
  setInterval(() => {
    if (process.ppid !== parent) void end(0)
  }, PARENT_EVERY_MS).unref()

try {
  const options = readOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd())
  await claimable([options.port, options.port + 1])
  // Loaded after the checks, which are then told at once.
  const { launch } = await import('./start/launch.ts')
  const addresses = await stops.starting(launch(options, stops, say))
  if (addresses && options.json) console.log(JSON.stringify({ ready: true, ...addresses }))
  else if (addresses)
    console.log(
      `Firstline is ready: open ${addresses.crm} (gateway ${addresses.gateway}, store ${addresses.store}). Ctrl-C stops it.`,
    )
} catch (error) {
  if (!ended) {
    console.error(error instanceof StartError ? error.message : sentence(error))
    await end(1)
  }
}

/** Progress is for a person who watches; stdout stays free for the one line. */
function say(line: string): void {
  if (process.stderr.isTTY) console.error(line)
}

/** Stops everything and leaves; later calls wait for the first. */
function end(code: number): Promise<never> {
  endedAt ||= performance.now()
  ended ??= stops.stopAll(STOP_WITHIN_MS).then(() => process.exit(code))
  return ended
}

function sentence(error: unknown): string {
  // Somebody was quicker than we between looking and taking.
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `Port ${String(error.port)} is in use.`
  return error instanceof Error ? error.message : String(error)
}
