import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** Where the host keeps a widget's files, and where its cards are: two folders of one origin. */
const FILES = '/widgets/resources/ext_0001/conversations/'
const CARDS = '/crm/cards/'
const require = createRequire(import.meta.url)
const systemjs = await readFile(require.resolve('systemjs/dist/system.js'), 'utf8')

const html = (markup: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>A card</title>
  <script type="systemjs-importmap">{ "imports": { "firstline.js": "${FILES}firstline.js" } }</script>
  <script src="${FILES}system.js"></script>
  <body><main>${markup}</main></body>
</html>`

/** Nothing but scripts of the host's own origin, and no code that is made at run time. */
const POLICY = "script-src 'self'"

/**
 * Opens a card of a host that loads widgets with SystemJS. The bare name of the file is found by an import map: how the host itself
 * finds it is not documented. Returns the scripts that the page asks for, as they come.
 */
export async function openHostCard(
  page: Page,
  origin: string,
  scripts: Readonly<Record<string, string>>,
  markup = '',
): Promise<readonly string[]> {
  const asked: string[] = []
  const kept: Readonly<Record<string, string>> = { ...scripts, 'system.js': systemjs }
  await page.route(`${origin}${CARDS}*`, (route) =>
    route.fulfill({
      body: html(markup),
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': POLICY },
    }),
  )
  await page.route(`${origin}${FILES}*`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(FILES.length)
    asked.push(name)
    const body = kept[name]
    return body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ body, contentType: 'text/javascript' })
  })
  page.on('request', (request) => {
    if (request.resourceType() === 'script' && !request.url().includes(FILES)) asked.push(request.url())
  })
  await page.goto(`${origin}${CARDS}c-1`)
  return asked
}

/** The address of a file beside the widget. */
export const beside = (name: string): string => FILES + name
