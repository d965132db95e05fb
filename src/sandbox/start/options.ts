import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DIALECTS } from '../dialects/registry.ts'
import { SEEDS } from '../engine/schema.ts'
import type { SeedName } from '../engine/index.ts'
import type { HistorySize } from '../engine/seed/long-history.ts'

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface StartOptions {
  /** The CRM's port; the gateway listens on the next one. */
  readonly port: number
  readonly dialect: string
  /** `null`: not named, so that an earlier run's memory goes on whatever it began with. */
  readonly seed: SeedName | null
  readonly dataDir: string
  readonly json: boolean
  /** A customer with a history of this size; `null`: nobody. */
  readonly demoHistory: HistorySize | null
}

/** Something the person who started us can set right. The message is the whole sentence to show. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** More than any customer has, and as much as this machine's memory should hold. */
const MOST_MESSAGES = 300_000

const USAGE =
  'Known options: --port 4600, --dialect elma365, --seed demo|empty, --data DIR, --demo-history 100000x5000, --json.'

/** Reads what stands after `npm start --`. Throws `StartError` with one clear sentence. */
export function readOptions(args: readonly string[], from: string): StartOptions {
  const values = parsed(args)
  return {
    port: portOf(values.port),
    dialect: dialectOf(values.dialect),
    seed: seedOf(values.seed),
    dataDir:
      values.data === undefined ? join(ROOT, '.firstline') : resolve(from, filled('data', values.data)),
    json: values.json,
    demoHistory: historyOf(values['demo-history']),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string', default: '4600' },
        dialect: { type: 'string', default: 'elma365' },
        seed: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        'demo-history': { type: 'string' },
      },
    }).values
  } catch (cause) {
    const named = /'(-*[^' ]+)/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? ''
    const known = /^--(?:port|dialect|seed|data|json|demo-history)$/.test(named)
    const wrong = known ? 'is written wrongly' : 'is not known'
    throw new StartError(`The option "${named}" ${wrong}. ${USAGE}`, { cause })
  }
}

function portOf(value: string): number {
  const port = Number(value)
  // The gateway needs the next one.
  if (/^\d{1,5}$/.test(value) && port >= 1 && port < 65_535) return port
  throw new StartError(`--port must be a number from 1 to 65534, not "${value}".`)
}

function dialectOf(value: string): string {
  if (Object.hasOwn(DIALECTS, value)) return value
  throw new StartError(`This version speaks ${Object.keys(DIALECTS).join(', ')} only, not "${value}".`)
}

function seedOf(value: string | undefined): SeedName | null {
  if (value === undefined) return null
  const seed = SEEDS.find((name) => name === value)
  if (seed) return seed
  throw new StartError(`--seed must be ${SEEDS.join(' or ')}, not "${value}".`)
}

/** Messages and sessions, as `100000x5000`. */
function historyOf(value: string | undefined): HistorySize | null {
  if (value === undefined) return null
  const [, messages, sessions] = (/^(\d{1,7})x(\d{1,6})$/.exec(value) ?? []).map(Number)
  if (messages && sessions && messages >= sessions && messages <= MOST_MESSAGES) return { messages, sessions }
  throw new StartError(
    `--demo-history must be messages x sessions, at most ${MOST_MESSAGES} and no fewer messages than sessions, like 100000x5000, not "${value}".`,
  )
}

function filled(option: string, value: string): string {
  if (value.trim() !== '') return value
  throw new StartError(`--${option} must not be empty.`)
}
