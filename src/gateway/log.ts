import pino from 'pino'
import { withoutPeople } from '../hosts/log.ts'
import type { GatewaySettings } from './settings.ts'

/** JSON lines on stdout; `into` takes them instead, for tests. Nothing written here may hold texts, addresses, names or secrets. */
export function createLog(
  level: GatewaySettings['logLevel'],
  into?: { write(line: string): void },
): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { service: 'firstline-gateway' },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return into ? pino(options, into) : pino(options)
}

/** What may be logged of an error: its name, code and frames, and its message and the host's words as far as they tell of no person. */
export function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code: unknown = Reflect.get(error, 'code')
  const said: unknown = Reflect.get(error, 'hostText')
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: withoutPeople(error.message),
    ...(typeof said === 'string' ? { said: withoutPeople(said) } : {}),
    at: frames(error.stack),
    ...(error.cause === undefined ? {} : { cause: loggable(error.cause) }),
  }
}

const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((row) => /^\s+at /.test(row))
    .slice(0, 8)
    .map((row) => row.trim())
