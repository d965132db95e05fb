import type { Context } from 'hono'
import type { Push } from '../../hosts/port.ts'
import { HostError } from '../../hosts/errors.ts'
import { BODY_LIMIT, readLimited } from '../body.ts'
import type { Gateway, GatewayEnv } from '../gateway.ts'
import { Problem } from '../problems.ts'
import { defineRoute } from '../route.ts'
import type { Workspace } from '../workspaces.ts'

/** Where adapters find the secret of a host that signs nothing, whether it came as a header or as a part of the address. */
const SECRET_HEADER = 'x-firstline-hook'

/** What a host pushes: checked by its adapter over the raw body, looked at once however often it comes. */
export const receiveHook = defineRoute({
  method: 'POST',
  path: '/v1/hooks/:workspace',
  who: 'open',
  summary: 'A push from the host, in the host’s own words and checked by its own secret.',
  answers: { 202: { description: 'Taken; it may be repeated without effect.' } },
  problems: ['unknown-workspace', 'secret-invalid', 'bad-hook', 'body-too-large'],
  respond: ({ c, gateway, param }) => take(c, gateway, param('workspace'), c.req.raw.headers),
})

/** The same for hosts that can only be given an address: its last part is the secret. */
export const receiveHookByAddress = defineRoute({
  method: 'POST',
  path: '/v1/hooks/:workspace/:secret',
  who: 'open',
  summary: 'The same, from a host that can send no header: the last part of the address is its secret.',
  answers: receiveHook.answers,
  problems: ['unknown-workspace', 'secret-invalid', 'bad-hook', 'body-too-large'],
  respond: ({ c, gateway, param }) => take(c, gateway, param('workspace'), withSecret(c, param('secret'))),
})

/**
 * Some hosts ask beforehand whether anybody is there, by the method HEAD, and want 200 (Hono answers it as a GET). A wrong secret is
 * told at once, while an administrator sets it up.
 */
export const probeHook = defineRoute({
  method: 'GET',
  path: '/v1/hooks/:workspace/:secret',
  who: 'open',
  summary: 'Is this the right address for pushes? Asked with HEAD by hosts before they push.',
  answers: { 200: { description: 'It is.' } },
  problems: ['unknown-workspace', 'secret-invalid'],
  async respond({ c, gateway, param }) {
    const workspace = pushedTo(c, gateway, param('workspace'))
    try {
      pushesIn(workspace, withSecret(c, param('secret')), '')
    } catch (error) {
      // An empty push is no push, but whoever may push was let in.
      if (!(error instanceof Problem) || error.code !== 'bad-hook') throw error
    }
    return new Response(null, { status: 200 })
  },
})

async function take(
  c: Context<GatewayEnv>,
  gateway: Gateway,
  workspaceId: string,
  headers: Headers,
): Promise<Response> {
  const workspace = pushedTo(c, gateway, workspaceId)
  const rawBody = await readLimited(c.req.raw, BODY_LIMIT)
  await gateway.pushes.take(workspace, pushesIn(workspace, headers, rawBody))
  return new Response(null, { status: 202 })
}

function pushedTo(c: Context<GatewayEnv>, gateway: Gateway, workspaceId: string): Workspace {
  const workspace = gateway.workspaces.get(workspaceId)
  if (!workspace?.outbound.host.hooks) throw new Problem('unknown-workspace')
  c.set('workspaceId', workspace.id)
  return workspace
}

function withSecret(c: Context<GatewayEnv>, secret: string): Headers {
  const headers = new Headers(c.req.raw.headers)
  // What cannot stand in a header is no secret of ours.
  headers.set(SECRET_HEADER, /^[\x21-\x7e]+$/.test(secret) ? secret : '')
  return headers
}

function pushesIn(workspace: Workspace, headers: Headers, rawBody: string): readonly Push[] {
  try {
    return workspace.outbound.host.hooks?.read(headers, rawBody) ?? []
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-allowed') throw new Problem('secret-invalid')
    if (error instanceof HostError && error.code === 'bad-request') throw new Problem('bad-hook')
    throw error
  }
}
