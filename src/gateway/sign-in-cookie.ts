import type { Context } from 'hono'
import { generateCookie, getCookie } from 'hono/cookie'
import type { Gateway } from './gateway.ts'

const NAME = 'firstline_sign_in'

/** The pass that the browser has kept for this workspace, unchecked. */
export function keptPass(c: Context): string | null {
  return getCookie(c, NAME) ?? null
}

/**
 * Keeps a pass in the browser: no script can read it, and (`Partitioned`) it is there only under the site of the host's page in
 * which the person signed in. `pass: null` forgets it.
 */
export function passCookie(
  gateway: Gateway,
  workspaceId: string,
  pass: string | null,
  lifetimeMs: number,
): string {
  return generateCookie(NAME, pass ?? '', {
    path: `${gateway.publicPath()}/v1/app/${workspaceId}`,
    maxAge: pass === null ? 0 : Math.floor(lifetimeMs / 1000),
    httpOnly: true,
    // Inside an iframe of another site there is no other way; who may use it is checked by the request's own origin.
    sameSite: 'None',
    secure: true,
    partitioned: true,
  })
}
