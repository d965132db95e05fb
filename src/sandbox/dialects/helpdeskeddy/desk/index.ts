import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { secureHeaders } from 'hono/secure-headers'
import { widgetFiles } from '../../../../gateway/widget-files.ts'
import type { NodeApp } from '../../../http.ts'
import type { SessionDesk } from '../../desk.ts'
import { askForPage } from './request.ts'

/** The files of the plugin as its administrator has uploaded them; the page is one of the host's own origin (facts, 7.1). */
const PAGE = new URL('../../../../hosts/helpdeskeddy/embed/plugin.html', import.meta.url)
const FILES = fileURLToPath(new URL('../../../../../dist/widget', import.meta.url))
const PATH = '/plugins/firstline'
const SCRIPT = 'helpdeskeddy-plugin.js'

/** A ticket's card with our plugin in its frame. */
export const desk: SessionDesk = {
  kind: 'session',
  // The frame looks at the page around it by itself.
  script: null,
  frame: ({ gateway, workspace, locale }) =>
    `${PATH}/plugin.html?${new URLSearchParams({ gateway, workspace, locale })}`,
}

/** The plugin's page may frame what its settings name. */
export function mountPlugin(app: NodeApp): void {
  const files = widgetFiles(FILES)
  app.use(`${PATH}/*`, (c, next) =>
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The host's own object asks its own server.
        connectSrc: ["'self'"],
        frameSrc: [originOf(c.req.query('gateway'))],
        frameAncestors: ["'self'"],
      },
      xFrameOptions: false,
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: false,
      crossOriginResourcePolicy: false,
    })(c, next),
  )
  app.get(`${PATH}/plugin.html`, async (c) => {
    const page = await readFile(PAGE, 'utf8')
    // The host puts its object into the page by itself.
    return c.html(page.replace('<script', '<script type="module" src="/assets/hde.js"></script>\n<script'))
  })
  app.post(`${PATH}/request`, askForPage)
  app.get(`${PATH}/${SCRIPT}`, async (c) => (await files(SCRIPT, c.req.raw.headers)) ?? c.notFound())
}

const originOf = (gateway = ''): string => (URL.canParse(gateway) ? new URL(gateway).origin : "'none'")
