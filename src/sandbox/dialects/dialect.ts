import type { ServerType } from '@hono/node-server'
import type { Engine, FaultTarget, Store } from '../engine/index.ts'
import type { NodeApp, NodeContext } from '../http.ts'
import type { Desk } from './desk.ts'

/** The tenant of the sandbox: one workspace at the gateway. */
export const WORKSPACE_ID = 'sandbox'

/** The kind of host and the settings of its adapter, as the gateway's settings want them. */
export interface WorkspaceHost {
  readonly kind: string
  readonly [setting: string]: unknown
}

/** A variable of a template that a field of the record fills (R-TPL-6), as the gateway's settings want it. */
export interface TemplateRule {
  /** The template's id, or `*` for all. */
  readonly template: string
  readonly variable: string
  readonly field: string
  readonly fallback: string | null
}

/** What a variable of a template is beside text (R-TPL-5), as the gateway's settings want it: one of `date` and `choices`. */
export interface VariableKind {
  readonly template: string
  readonly variable: string
  readonly date?: 'day-month'
  readonly choices?: string[]
}

interface DialectDeps {
  readonly engine: Engine
  /** The gateway's address to push events to, when there is a gateway. */
  gatewayUrl(): string | null
  /** The workspace secret, for a host whose own server asks the gateway. */
  gatewaySecret(): string | null
  /** The sandbox's own address, once it listens. */
  ownUrl(): string
}

/** How one vendor's product speaks, over the same engine. It follows that vendor's fact sheet and adds nothing. */
export interface Dialect {
  readonly name: string
  /** Adds to a fresh seed what only this vendor's customers have. */
  readonly furnish?: (store: Store) => void
  /** Does the vendor tell when a message was delivered? Absent: no. */
  readonly tellsDelivery?: true
  /** Does the vendor keep deals and orders of its own? Absent: contacts alone, and a card of ours is about its customer. */
  readonly keepsRecords?: boolean
  open(deps: DialectDeps): OpenDialect
}

interface OpenDialect {
  /** Where its requests arrive; mishaps and the journal of requests apply there. */
  readonly paths: readonly string[]
  mount(app: NodeApp): void
  /** What kinds of request this is, for the mishaps. */
  classify(c: NodeContext): Promise<readonly FaultTarget[]>
  /** How this vendor words a failure of this status. */
  failure(c: NodeContext, status: 429 | 500): Response
  /** How it behaves where the vendor leaves things open; `set` throws `BadBody`. */
  readonly profile: { get(): unknown; set(patch: unknown): void; reset(): void }
  /** The `host` part of a gateway's workspace settings that fits this sandbox. */
  workspaceHost(baseUrl: string): WorkspaceHost
  /** What an administrator would have bound in this vendor's templates. Absent: nothing. */
  readonly templateBindings?: readonly TemplateRule[]
  /** What an administrator would have said of variables that are no text. Absent: nothing. */
  readonly templateVariables?: readonly VariableKind[]
  /** Somebody of the staff writes an internal note on the vendor's own page. Absent: the vendor has no such notes. */
  readonly writeNote?: WriteNote
  /** How the vendor's own pages show the widget. Absent: they do not. */
  readonly desk?: Desk
  /** Where the vendor also speaks over a socket: takes the server's upgrades. */
  readonly attach?: (server: ServerType) => void
  stop(): Promise<void>
}

export type WriteNote = (sessionId: string, operatorId: string, text: string) => void
