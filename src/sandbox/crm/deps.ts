import type { InstalledPlugin } from '../../plugin/read.ts'
import type { Desk } from '../dialects/desk.ts'
import type { WriteNote } from '../dialects/dialect.ts'
import type { RunState } from '../process/runs.ts'
import type { Engine } from '../engine/index.ts'

/** How the CRM's server reaches the gateway: its address and the workspace secret, which never goes to a browser. */
export interface GatewayAccess {
  readonly url: string
  readonly secret: string
}

export interface CrmDeps {
  readonly engine: Engine
  /** `null` while the gateway is not there; asked each time. */
  gateway(): GatewayAccess | null
  /** How a step of a process waits for its outcome here. Absent: it tells at once what it knows. */
  readonly stepWait?: () => RunState['wait']
  readonly plugin: InstalledPlugin
  /** How the vendor's own pages show the widget; `null`: they do not. */
  readonly desk: Desk | null
  /** Internal notes, where the vendor has such. */
  readonly writeNote: WriteNote | null
  /** Does the vendor know deals and orders? Where not, the plugin is told whose card it is by the contact. */
  readonly keepsRecords?: boolean
}
