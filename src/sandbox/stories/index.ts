import { secureHeaders } from 'hono/secure-headers'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { STORIES } from '../../../widget/stories/list.ts'
import { widgetFiles } from '../../gateway/widget-files.ts'
import type { NodeApp } from '../http.ts'
import { onlyOurselves } from '../loopback.ts'
import { scenesApp } from './scenes.ts'

const BUILT = fileURLToPath(new URL('../../../dist/stories', import.meta.url))
const FIRST = 'many'

/** The story asked for, or the one shown to whoever asks for none. */
export function storyNamed(name: string | undefined): string {
  return name !== undefined && Object.hasOwn(STORIES, name) ? name : FIRST
}

/** What shows one story: its page under `/stories/show/card`, and the gateways of the scenes beside it. Needs no host and no database. */
export function mountStories(app: NodeApp): void {
  const files = widgetFiles(BUILT)
  app.use('/stories/show/*', onlyOurselves, headers)
  app.route('/stories/show/scenes', scenesApp())
  app.get('/stories/show/card', async (c) => {
    const page = await readFile(`${BUILT}/index.html`, 'utf8').catch(() => null)
    return page === null ? c.text('The stories are not built: npm start builds them.', 503) : c.html(page)
  })
  app.get('/stories/show/assets/*', async (c) => {
    const file = await files(c.req.path.slice('/stories/show/'.length), c.req.raw.headers)
    return file ?? c.notFound()
  })
}

/** As on a careful host's page; only the page of stories may frame it. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'"],
    mediaSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'self'"],
  },
  xFrameOptions: 'SAMEORIGIN',
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
})
