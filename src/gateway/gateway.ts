import type { Log } from '../hosts/log.ts'
import type { Background } from './background.ts'
import type { FileLinks } from './file-links.ts'
import type { Outside } from './outside.ts'
import type { Pushes } from './pushes.ts'
import type { GatewaySettings } from './settings.ts'
import type { SignIns } from './sign-ins.ts'
import type { ContextTokens, OperationsTokens } from './tokens.ts'
import type { Watchers } from './watchers.ts'
import type { widgetFiles } from './widget-files.ts'
import type { Workspaces } from './workspaces.ts'

/** What the routes share: everything that lives as long as the service. */
export interface Gateway {
  readonly settings: GatewaySettings
  /** Where browsers reach us: `https://firstline.example`, without a path. */
  publicOrigin(): string
  /** The path before ours, where the gateway is reached under one: `/firstline`, or empty. */
  publicPath(): string
  readonly workspaces: Workspaces
  readonly tokens: ContextTokens
  readonly operationsTokens: OperationsTokens
  readonly signIns: SignIns
  /** Counts a stranger's try to sign in, for all replicas; how many milliseconds it has to wait, 0 for none. */
  leaveToTry(workspaceId: string): Promise<number>
  readonly fileLinks: FileLinks
  readonly watchers: Watchers
  readonly pushes: Pushes
  readonly background: Background
  /** Addresses that callers name. */
  readonly outside: Outside
  readonly widget: ReturnType<typeof widgetFiles>
  readonly log: Log
  now(): Date
  /** Aborted when the gateway stops. */
  readonly stopping: AbortSignal
  /** Does the database answer? */
  ready(): Promise<boolean>
}

/** What one request carries from middleware to middleware. */
interface RequestVariables {
  requestId: string
  /** The pattern that matched, never the address: ids and searches stand in addresses. */
  route: string
  workspaceId: string
}
export interface GatewayEnv {
  Variables: RequestVariables
}
