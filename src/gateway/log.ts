import pino from 'pino'
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

/**
 * What may be logged of an error: its name, code and frames, and its message without what stands in quotes or looks like a
 * number of a phone or an address of a letter. Messages of databases and hosts quote what people wrote.
 */
export function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code: unknown = Reflect.get(error, 'code')
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: masked(error.message),
    at: frames(error.stack),
    ...(error.cause === undefined ? {} : { cause: loggable(error.cause) }),
  }
}

function masked(message: string): string {
  return message
    .replaceAll(/"[^"]*"|«[^»]*»|“[^”]*”|'[^']*'/g, '"…"')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\+?\d[\d\s().-]{5,}\d/g, '…')
    .slice(0, 300)
}

const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((row) => /^\s+at /.test(row))
    .slice(0, 8)
    .map((row) => row.trim())
