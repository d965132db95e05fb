import type { Budget } from '../hosts/budget.ts'
import { nodeFetch } from '../hosts/fetch-node.ts'
import type { Log } from '../hosts/log.ts'
import type { Files, Host } from '../hosts/port.ts'
import { openHost } from '../hosts/registry.ts'
import { currentLook } from './look.ts'
import { SettingsError } from './settings.ts'
import type { WorkspaceSettings } from './workspace-settings.ts'

export interface ConnectedHost {
  readonly host: Host
  /** Ends the connections to it. */
  close(): Promise<void>
}

/** How a workspace's adapter is made; tests bring their own. */
export type OpenHost = typeof openHost

/** What an adapter is given beside its connections. */
interface Connecting {
  readonly log: Log
  now(): Date
  readonly files: Files
  /** Absent: nobody counts. */
  readonly budget?: Budget
  readonly open?: OpenHost | undefined
}

/**
 * The adapter of a workspace with connections of its own.
 * @throws SettingsError naming the workspace and the setting.
 */
export function connectHost(
  workspace: WorkspaceSettings,
  { open = openHost, ...given }: Connecting,
): ConnectedHost {
  const connections = nodeFetch()
  const opened = open(workspace.host, {
    fetch: connections.fetch,
    openSocket: connections.openSocket,
    look: currentLook,
    ...given,
  })
  if (opened.ok) return { host: opened.host, close: connections.close }
  const findings = opened.issues.map(({ path, message }) => `host.${path}: ${message}.`).join(' ')
  throw new SettingsError(`The host of the workspace "${workspace.id}" is not set up: ${findings}`)
}
