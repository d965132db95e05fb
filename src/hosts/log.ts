/** Structured log, as pino has it. Never texts, addresses, names or secrets in `fields`. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * What somebody said, fit for a log: without what stands in quotes or looks like a number of a phone or an address of a letter, since
 * hosts and databases quote what people wrote.
 */
export function withoutPeople(said: string): string {
  return said
    .replaceAll(/"[^"]*"|«[^»]*»|“[^”]*”|'[^']*'/g, '"…"')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\+?\d[\d\s().-]{5,}\d/g, '…')
    .slice(0, 300)
}

const nothing = () => undefined

/** For tests and for pages, where nobody reads a log. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
