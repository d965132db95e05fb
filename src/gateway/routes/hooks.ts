import type { HookEvent } from '../../hosts/port.ts'
import { HostError } from '../../hosts/errors.ts'
import { refreshSession } from '../../outbound/index.ts'
import { BODY_LIMIT, readLimited } from '../body.ts'
import { Problem } from '../problems.ts'
import { defineRoute } from '../route.ts'
import type { Workspace } from '../workspaces.ts'

/** What a host pushes: checked by its adapter over the raw body, looked at once however often it comes. */
export const receiveHook = defineRoute({
  method: 'POST',
  path: '/v1/hooks/:workspace',
  who: 'open',
  summary: 'A push from the host, in the host’s own words and checked by its own secret.',
  answers: { 202: { description: 'Taken; it may be repeated without effect.' } },
  problems: ['unknown-workspace', 'secret-invalid', 'bad-hook', 'body-too-large'],
  async respond({ c, gateway, param }) {
    const workspace = gateway.workspaces.get(param('workspace'))
    if (!workspace?.outbound.host.hooks) throw new Problem('unknown-workspace')
    const rawBody = await readLimited(c.req.raw, BODY_LIMIT)
    const events = eventsOf(workspace, c.req.raw.headers, rawBody)
    c.set('workspaceId', workspace.id)
    gateway.background.keep('looking at what a host pushed', look(workspace, events, gateway.now()))
    return new Response(null, { status: 202 })
  },
})

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
