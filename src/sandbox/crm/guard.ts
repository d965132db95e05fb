import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { NodeEnv } from '../http.ts'
import type { CrmDeps } from './deps.ts'

/**
 * Deeds come from our own pages only. Browsers name the page's origin with every POST; `onlyOurselves` refuses a foreign one, and
 * here one that is missing is refused too.
 */
export const ownPagesOnly: MiddlewareHandler<NodeEnv> = async (c, next) => {
  const looksOnly = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (looksOnly || c.req.header('origin') !== undefined) return next()
  return c.json({ error: 'This is only for the CRM’s own pages.' }, 403)
}

/**
 * What the CRM's pages may load: their own files, the plugin from its gateway, and of messages the pictures, recordings and films that
 * the vendor keeps. Those stand under the address by which the vendor calls itself, under which the page need not have been opened.
 */
export function pageHeaders(
  gateway: CrmDeps['gateway'],
  vendorUrl: () => string,
): MiddlewareHandler<NodeEnv> {
  return (c, next) => {
    const url = gateway()?.url
    const plugin = url ? [new URL(url).origin] : []
    const vendor = new URL(vendorUrl()).origin
    return secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...plugin],
        // The plugin's shadow roots and the diagram bring `<style>` elements and inline sizes.
        styleSrc: ["'self'", "'unsafe-inline'", ...plugin],
        imgSrc: ["'self'", 'data:', vendor, ...plugin],
        mediaSrc: ["'self'", vendor, ...plugin],
        fontSrc: ["'self'", 'data:', ...plugin],
        connectSrc: ["'self'", ...plugin],
        // Some vendors show a plugin in a frame of their own origin.
        frameSrc: ["'self'", ...plugin],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // `same-origin` and not `no-referrer`: with that one browsers send `Origin: null` with forms.
      referrerPolicy: 'same-origin',
      // The sandbox speaks HTTP on loopback, and its widget comes from another port.
      strictTransportSecurity: false,
      crossOriginResourcePolicy: false,
      crossOriginOpenerPolicy: false,
    })(c, next)
  }
}
