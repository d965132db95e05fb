import { createHash, timingSafeEqual } from 'node:crypto'
import type { Outbound } from '../outbound/index.ts'
import type { WorkspaceSettings } from './workspace-settings.ts'

/** One tenant at work. */
export interface Workspace {
  readonly id: string
  readonly origins: readonly string[]
  readonly outbound: Outbound
  /** What its callers show us, and what callbacks to them are signed with. */
  readonly secret: string
}

export interface Workspaces {
  get(id: string): Workspace | null
  /** The workspace that has this secret. Takes the same time whatever the secret is. */
  bySecret(secret: string): Workspace | null
  all(): readonly Workspace[]
  /** The pages of every workspace. */
  readonly origins: ReadonlySet<string>
}

/** The tenants of this gateway by name and by secret. */
export function workspacesOf(
  settings: readonly WorkspaceSettings[],
  outboundOf: (workspace: WorkspaceSettings) => Outbound,
): Workspaces {
  const entries = settings.map((each) => ({
    digest: digestOf(each.secret),
    workspace: {
      id: each.id,
      origins: each.origins,
      outbound: outboundOf(each),
      secret: each.secret,
    } satisfies Workspace,
  }))
  const byId = new Map(entries.map(({ workspace }) => [workspace.id, workspace]))
  return {
    get: (id) => byId.get(id) ?? null,
    bySecret(secret) {
      const shown = digestOf(secret)
      let found: Workspace | null = null
      // All are compared, so that the time tells nothing.
      for (const { digest, workspace } of entries) if (timingSafeEqual(digest, shown)) found = workspace
      return found
    },
    all: () => entries.map(({ workspace }) => workspace),
    origins: new Set(settings.flatMap(({ origins }) => origins)),
  }
}

// Of equal length for every secret, as the comparison needs it.
const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
