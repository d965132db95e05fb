/** Structured log, as pino has it. Never texts, addresses, names or secrets in `fields`. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

const nothing = () => undefined

/** For tests and for pages, where nobody reads a log. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
