import type { Context } from 'hono'
import type { Asker } from '../outbound/index.ts'
import { chooseLocale, type Locale } from '../words/index.ts'
import { fromAllowedPage } from './cors.ts'
import type { Gateway, GatewayEnv } from './gateway.ts'
import { Problem } from './problems.ts'
import type { Workspace } from './workspaces.ts'

/** Who may call a route, and what is known of a caller. */
export interface Callers {
  /** Anybody. */
  open: null
  /** A card, with its signed context. */
  context: { readonly workspace: Workspace; readonly asker: Asker; readonly expiresAt: Date }
  /** The host's server or its process engine, with the workspace's secret. */
  secret: { readonly workspace: Workspace }
  /** Either of the two; `asker: null` for the secret. */
  either: { readonly workspace: Workspace; readonly asker: Asker | null }
}
export type Who = keyof Callers

/** The language of the one who asks. */
export function localeOf(c: Context): Locale {
  return chooseLocale(c.req.header('accept-language'))
}

type Identify = { readonly [W in Who]: (c: Context<GatewayEnv>, gateway: Gateway) => Promise<Callers[W]> }

/**
 * Finds out who calls.
 * @throws Problem `context-expired`, `context-invalid`, `secret-invalid` or `origin-refused`.
 */
export const identify: Identify = {
  open: async () => null,
  context: async (c, gateway) => {
    const token = bearer(c)
    if (token === null) throw new Problem('context-invalid')
    return card(c, gateway, token)
  },
  secret: async (c, gateway) => {
    const found = server(c, gateway, bearer(c))
    if (!found) throw new Problem('secret-invalid')
    return found
  },
  either: async (c, gateway) => {
    const token = bearer(c)
    const found = server(c, gateway, token)
    if (found) return { ...found, asker: null }
    // Signed contexts have three parts; what has not was meant to be a secret.
    if (token?.split('.').length !== 3) throw new Problem('secret-invalid')
    return card(c, gateway, token)
  },
}

async function card(c: Context<GatewayEnv>, gateway: Gateway, token: string): Promise<Callers['context']> {
  const { workspaceId, operatorId, record, expiresAt } = await gateway.tokens.verify(token)
  const workspace = gateway.workspaces.get(workspaceId)
  if (!workspace) throw new Problem('context-invalid')
  c.set('workspaceId', workspace.id)
  if (!fromAllowedPage(c, workspace.origins, gateway.publicOrigin())) throw new Problem('origin-refused')
  return { workspace, asker: { operatorId, record, locale: localeOf(c) }, expiresAt }
}

function server(c: Context<GatewayEnv>, gateway: Gateway, token: string | null): Callers['secret'] | null {
  const workspace = token === null ? null : gateway.workspaces.bySecret(token)
  if (!workspace) return null
  c.set('workspaceId', workspace.id)
  return { workspace }
}

function bearer(c: Context): string | null {
  return /^Bearer +(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}
