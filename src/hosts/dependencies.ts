import type { Log } from './log.ts'

/** What an adapter is given from outside, so that it can run on a server and in a page alike. */
export interface HostDependencies {
  readonly fetch: typeof fetch
  now(): Date
  readonly log: Log
}
