import type { Context } from 'hono'
import * as z from 'zod'
import type { RecordRef } from '../domain/words.ts'
import type { Asker } from '../outbound/index.ts'
import { chooseLocale, type Locale } from '../words/index.ts'
import { fromAllowedPage, fromOwnPage } from './cors.ts'
import type { Gateway, GatewayEnv } from './gateway.ts'
import { Problem } from './problems.ts'
import { keptPass } from './sign-in-cookie.ts'
import type { Workspace } from './workspaces.ts'

/** Who may call a route, and what is known of a caller. */
export interface Callers {
  /** Anybody. */
  open: null
  /** A card, with its signed context. */
  context: { readonly workspace: Workspace; readonly asker: Asker; readonly expiresAt: Date }
  /** The host's server or its process engine, with the workspace's secret. */
  secret: { readonly workspace: Workspace }
  /** Whoever looks after the operations of a workspace; `operatorId: null` for the secret. */
  operations: { readonly workspace: Workspace; readonly operatorId: string | null }
  /** A card, Operations, or the secret; `asker: null` unless it is a card. */
  any: {
    readonly workspace: Workspace
    readonly asker: Asker | null
    /** `null` for the secret. */
    readonly operatorId: string | null
  }
  /** Our own page for the workspace in the path; `operatorId`: who is signed in there, `null`: nobody. */
  page: { readonly workspace: Workspace; readonly operatorId: string | null }
}
export type Who = keyof Callers

/** The language of the one who asks. */
export function localeOf(c: Context): Locale {
  return chooseLocale(c.req.header('accept-language'))
}

/** A page without a record may look at any contact: the query parameter `contact` of every request that is about a record. */
export const ContactParameter = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{C}*$/u, 'cannot be an id')
  .optional()
  .describe('Whose card it is; only for a context without a record.')

type Identify = { readonly [W in Who]: (c: Context<GatewayEnv>, gateway: Gateway) => Promise<Callers[W]> }

/**
 * Finds out who calls.
 * @throws Problem `context-expired`, `context-invalid`, `secret-invalid`, `origin-refused` or `invalid-query` (path `contact`).
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
  operations: async (c, gateway) => {
    const token = bearer(c)
    const found = server(c, gateway, token)
    if (found) return { ...found, operatorId: null }
    // Signed contexts have three parts; what has not was meant to be a secret.
    if (token?.split('.').length !== 3) throw new Problem('secret-invalid')
    const administrator = await administratorOf(c, gateway, token)
    if (!administrator) throw new Problem('context-invalid')
    return administrator
  },
  any: async (c, gateway) => {
    const token = bearer(c)
    const found = server(c, gateway, token)
    if (found) return { ...found, asker: null, operatorId: null }
    if (token?.split('.').length !== 3) throw new Problem('secret-invalid')
    const administrator = await administratorOf(c, gateway, token)
    if (administrator) return { ...administrator, asker: null }
    const { workspace, asker } = await card(c, gateway, token)
    return { workspace, asker, operatorId: asker.operatorId }
  },
  page: async (c, gateway) => {
    const workspace = gateway.workspaces.get(c.req.param('workspace') ?? '')
    if (!workspace) throw new Problem('unknown-workspace')
    c.set('workspaceId', workspace.id)
    // The browser sends the cookie whoever makes it ask, so nobody but our own page may.
    if (!fromOwnPage(c, gateway.publicOrigin())) throw new Problem('origin-refused')
    const pass = keptPass(c)
    return {
      workspace,
      operatorId: pass === null ? null : await gateway.signIns.operatorOf(pass, workspace.id),
    }
  },
}

async function card(c: Context<GatewayEnv>, gateway: Gateway, token: string): Promise<Callers['context']> {
  const { workspaceId, operatorId, record, expiresAt } = await gateway.tokens.verify(token)
  const workspace = gateway.workspaces.get(workspaceId)
  if (!workspace) throw new Problem('context-invalid')
  c.set('workspaceId', workspace.id)
  if (!fromAllowedPage(c, workspace.origins, gateway.publicOrigin())) throw new Problem('origin-refused')
  return { workspace, asker: { operatorId, record: recordOf(c, record), locale: localeOf(c) }, expiresAt }
}

/** The one whose context of Operations this is; `null`: it is a context for something else. */
async function administratorOf(
  c: Context<GatewayEnv>,
  gateway: Gateway,
  token: string,
): Promise<{ workspace: Workspace; operatorId: string } | null> {
  const read = await gateway.operationsTokens.read(token)
  if (!read) return null
  const workspace = gateway.workspaces.get(read.workspaceId)
  if (!workspace) throw new Problem('context-invalid')
  c.set('workspaceId', workspace.id)
  if (!fromAllowedPage(c, workspace.origins, gateway.publicOrigin())) throw new Problem('origin-refused')
  return { workspace, operatorId: read.operatorId }
}

/** The record of the context, which is signed; only where it has none the request may name a contact. */
function recordOf(c: Context, signed: RecordRef | null): RecordRef | null {
  const asked = c.req.query('contact')
  if (asked === undefined) return signed
  const named = ContactParameter.safeParse(asked)
  const message = signed ? 'is not taken: this context has a record' : named.error?.issues[0]?.message
  if (message !== undefined)
    throw new Problem('invalid-query', {
      about: `contact: ${message}`,
      fields: [{ path: 'contact', message }],
    })
  return { type: 'contact', id: asked }
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
