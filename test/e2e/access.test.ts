import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
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

/** Each theme with the other language: what is cut shows in Russian first, and no theme changes a width. */
const LOOKS = [
  {
    theme: 'light',
    locale: 'en',
    words: { heading: 'Conversation in Lines', form: 'New session', text: 'Message' },
  },
  {
    theme: 'dark',
    locale: 'ru',
    words: { heading: 'Переписка в Линиях', form: 'Новая сессия', text: 'Сообщение' },
  },
] as const

test.each(LOOKS)(
  'in the $theme theme axe finds nothing and nothing is wider than the window, on each page and on the form, narrow and wide',
  async ({ theme, locale, words }) => {
    const page = await there.open({ path: PAGES[0], theme, locale, width: 380 })
    const found: string[] = []
    const look = async (where: string): Promise<void> => {
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (beyond > 0) found.push(`${where} is ${beyond} pixels too wide`)
      found.push(...(await findings(page)).map((one) => `${where}: ${one}`))
    }
    for (const path of PAGES) {
      // As it comes on a phone, and then in a window that was made wide.
      await page.setViewportSize({ width: 380, height: 860 })
      await page.goto(`${there.stand.crm}${path}`)
      if (path.includes('-')) await page.getByRole('heading', { name: words.heading }).waitFor()
      for (const width of [380, 1280]) {
        await page.setViewportSize({ width, height: 860 })
        await look(`${path} at ${width}`)
      }
    }
    await page.goto(`${there.stand.crm}/contacts/c-1`)
    await openForm(page, words.form)
    await page.getByRole('textbox', { name: words.text }).first().waitFor()
    await look('the form')
    expect(found).toEqual([])
  },
)
