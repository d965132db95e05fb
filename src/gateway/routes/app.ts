import * as z from 'zod'
import { noteWriter, shownSession } from '../../outbound/index.ts'
import * as wire from '../../wire/app.ts'
import { appPage } from '../app-page.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { passCookie } from '../sign-in-cookie.ts'
import { SIGN_IN_LIFETIME_MS } from '../sign-ins.ts'
import type { Workspace } from '../workspaces.ts'

/** The widget as an app of the host's own page, which shows a session and cannot vouch for who looks at it. */
export const showApp = defineRoute({
  method: 'GET',
  path: '/widget/app/:workspace',
  who: 'open',
  summary: 'The widget for an iframe of a host’s page that cannot give a context: the person signs in.',
  query: z.object({
    locale: z.enum(['en', 'ru']).optional(),
    theme: z.enum(['light', 'dark', 'auto']).optional(),
  }),
  answers: { 200: { description: 'The page.', type: 'text/html' } },
  problems: ['unknown-workspace', 'not-supported'],
  async respond({ gateway, param, query }) {
    const workspace = gateway.workspaces.get(param('workspace'))
    if (!workspace) throw new Problem('unknown-workspace')
    const { identity } = workspace.outbound.host
    if (!identity) throw new Problem('not-supported')
    return appPage({
      workspaceId: workspace.id,
      origins: workspace.origins,
      placeScript: identity.placeScript,
      ...query,
    })
  },
})

/** Why would the app's frame stay empty? Says nothing that the app's own page does not say to everybody. */
export const tellStanding = defineRoute({
  method: 'GET',
  path: '/v1/app/:workspace/standing',
  who: 'open',
  summary:
    'Can this page show the app of this workspace in a frame? Asked by a host’s server, for a plugin whose frame stays empty.',
  query: z.object({
    /** Of the page that would show it; absent: that is not looked at. */
    origin: z.string().max(300).optional(),
  }),
  answers: { 200: { description: 'It can, or what is in the way.', schema: wire.AppStandingSchema } },
  async respond({ gateway, param, query: { origin } }) {
    const standing = standingOf(gateway.workspaces.get(param('workspace')), origin)
    return json({ service: 'firstline', standing } satisfies wire.WireAppStanding)
  },
})

function standingOf(
  workspace: Workspace | null,
  origin: string | undefined,
): wire.WireAppStanding['standing'] {
  if (!workspace) return 'unknown-workspace'
  if (!workspace.outbound.host.identity) return 'not-supported'
  return origin === undefined || workspace.origins.includes(origin) ? 'ready' : 'page-not-allowed'
}

/** Begins to prove who somebody is; costs the host nothing. */
export const beginSignIn = defineRoute({
  method: 'POST',
  path: '/v1/app/:workspace/sign-in',
  who: 'page',
  forReaders: true,
  summary: 'Words that the person is to write as an internal note in the host, to prove who they are.',
  answers: { 200: { description: 'The words.', schema: wire.ChallengeSchema } },
  problems: ['not-supported'],
  async respond({ gateway, caller: { workspace } }) {
    if (!workspace.outbound.host.identity) throw new Problem('not-supported')
    const { challenge, words, expiresAt } = await gateway.signIns.begin(workspace.id)
    return json({ challenge, words, expiresAt: expiresAt.toISOString() })
  },
})

/** Looks whether the note was written, and by whom; then the browser is signed in as them. */
export const proveSignIn = defineRoute({
  method: 'POST',
  path: '/v1/app/:workspace/sign-in/proof',
  who: 'page',
  forReaders: true,
  summary:
    'Has somebody of the staff written the words? Then this browser is signed in as them, by a cookie.',
  body: wire.ProofRequestSchema,
  answers: { 200: { description: 'Who was signed in, or nobody yet.', schema: wire.ProofSchema } },
  problems: ['sign-in-over', 'too-many-tries', 'not-supported'],
  async respond({ gateway, caller: { workspace }, body }) {
    const words = await gateway.signIns.wordsOf(body.challenge, workspace.id)
    // Whoever asks is a stranger yet, and must not tire out the host.
    const waitMs = await gateway.leaveToTry(workspace.id)
    if (waitMs > 0)
      throw new Problem('too-many-tries', { headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) } })
    const operator = await noteWriter(workspace.outbound, body.session, words)
    if (!operator) return json({ operator: null })
    const { pass } = await gateway.signIns.pass(workspace.id, operator.id)
    const answer = json({ operator: { id: operator.id, name: operator.name } })
    answer.headers.append('Set-Cookie', passCookie(gateway, workspace.id, pass, SIGN_IN_LIFETIME_MS))
    return answer
  },
})

/** The next person at this browser begins anew. */
export const signOut = defineRoute({
  method: 'DELETE',
  path: '/v1/app/:workspace/sign-in',
  who: 'page',
  forReaders: true,
  summary: 'Signs this browser out; contexts that were given end by themselves.',
  answers: { 204: { description: 'Signed out, or was not signed in.' } },
  async respond({ gateway, caller: { workspace } }) {
    const headers = { 'Set-Cookie': passCookie(gateway, workspace.id, null, 0) }
    return new Response(null, { status: 204, headers })
  },
})

/** The pass of a card for who is signed in, on the customer of the session that is shown. */
export const issueAppContext = defineRoute({
  method: 'POST',
  path: '/v1/app/:workspace/contexts',
  who: 'page',
  forReaders: true,
  summary:
    'A signed, short-lived context for who is signed in, on the customer of the session that is shown.',
  body: wire.AppContextRequestSchema,
  answers: { 200: { description: 'The context.', schema: wire.AppContextSchema } },
  problems: [
    'sign-in-needed',
    'session-not-yours',
    'unknown-operator',
    'unknown-session',
    'unknown-contact',
    'not-supported',
  ],
  async respond({ gateway, caller: { workspace, operatorId }, body }) {
    if (operatorId === null) throw new Problem('sign-in-needed')
    // Of what the host's page tells only the session's name is taken. Who the customer is says the host.
    const { operator, contactId } = await shownSession(workspace.outbound, operatorId, body.session)
    const { context, expiresAt } = await gateway.tokens.issue({
      workspaceId: workspace.id,
      operatorId: operator.id,
      record: { type: 'contact', id: contactId },
    })
    return json({
      context,
      expiresAt: expiresAt.toISOString(),
      operator: { id: operator.id, name: operator.name },
    })
  },
})
