import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openForm, scene } from './scene.ts'

const there = scene()
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA, in words. It looks into open shadow roots too. */
async function findings(page: Page): Promise<string[]> {
  // Evaluated as the browser's own tool would: the page's rules for scripts stay as they are.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = Reflect.get(Reflect.get(globalThis, 'axe') as object, 'run') as (
      root: Document,
      options: object,
    ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
    const { violations } = await run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    )
  })
}

const PAGES = [
  '/contacts',
  '/deals',
  '/orders',
  '/processes',
  '/contacts/c-1',
  '/orders/o-15',
  '/deals/d-1',
] as const

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (theme) => {
  test.each(PAGES)('on %s, wide and narrow', async (path) => {
    for (const width of [1280, 380]) {
      const page = await there.open({ path, theme, width })
      if (path.includes('-')) await page.getByRole('heading', { name: 'Conversation in Lines' }).waitFor()
      expect(await findings(page)).toEqual([])
    }
  })

  test('on the form', async () => {
    const page = await there.open({ path: '/contacts/c-1', theme })
    await openForm(page)
    await page.getByRole('textbox', { name: 'Message' }).first().waitFor()
    expect(await findings(page)).toEqual([])
  })
})

test.each([380, 1280])('nothing is wider than a window of %i pixels', async (width) => {
  for (const path of PAGES) {
    const page = await there.open({ path, width, locale: 'ru' })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(`${path} ${overflow}`).toBe(`${path} 0`)
  }
})
