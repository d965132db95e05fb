import type { Context } from 'hono'
import type { HookEvent } from '../../hosts/port.ts'
import { HostError } from '../../hosts/errors.ts'
import { refreshSession } from '../../outbound/index.ts'
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
  async respond({ c, gateway, param }) {
    const headers = new Headers(c.req.raw.headers)
    // What cannot stand in a header is no secret of ours.
    const secret = param('secret')
    headers.set(SECRET_HEADER, /^[\x21-\x7e]+$/.test(secret) ? secret : '')
    return take(c, gateway, param('workspace'), headers)
  },
})

async function take(
  c: Context<GatewayEnv>,
  gateway: Gateway,
  workspaceId: string,
  headers: Headers,
): Promise<Response> {
  const workspace = gateway.workspaces.get(workspaceId)
  if (!workspace?.outbound.host.hooks) throw new Problem('unknown-workspace')
  const rawBody = await readLimited(c.req.raw, BODY_LIMIT)
  const events = eventsOf(workspace, headers, rawBody)
  c.set('workspaceId', workspace.id)
  gateway.background.keep('looking at what a host pushed', look(workspace, events, gateway.now()))
  return new Response(null, { status: 202 })
}

function eventsOf(workspace: Workspace, headers: Headers, rawBody: string): readonly HookEvent[] {
  try {
    return workspace.outbound.host.hooks?.read(headers, rawBody) ?? []
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-allowed') throw new Problem('secret-invalid')
    if (error instanceof HostError && error.code === 'bad-request') throw new Problem('bad-hook')
    throw error
  }
}

/** A push only says where to look: what is true, the host is asked. An event that is lost here is found by the next look. */
async function look(workspace: Workspace, events: readonly HookEvent[], now: Date): Promise<void> {
  const { journal } = workspace.outbound
  for (const { eventId, sessionId } of events)
    if (await journal.hooks.firstTime(eventId, now)) await refreshSession(workspace.outbound, sessionId)
}
