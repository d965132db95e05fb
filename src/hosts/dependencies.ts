import type { Log } from './log.ts'
import type { Budget } from './budget.ts'
import type { Look } from './look.ts'
import type { Files } from './port.ts'

/** What an adapter is given from outside, so that it can run on a server and in a page alike. */
export interface HostDependencies {
  readonly fetch: typeof fetch
  /** Opens a socket as the platform does. Absent: hosts that push over one are asked instead. */
  readonly openSocket?: (url: string, protocols: string[]) => WebSocket
  now(): Date
  readonly log: Log
  /** The tenant's budget of requests, where the host has a limit. Absent: nobody counts. */
  readonly budget?: Budget
  /** The look that the running work is part of. Absent: everything is read as often as it is asked for. */
  readonly look?: () => Look | null
  /** The files of messages, read when a send needs them. Absent: messages have none. */
  readonly files?: Files
}
