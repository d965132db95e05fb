import type { Browser, Page } from 'playwright-core'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORM_SCENES } from '../../widget/stories/scenes-form.ts'
import { SCENES } from '../../widget/stories/scenes.ts'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway, type FakeGateway } from './fake-gateway.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let gateway: FakeGateway
let browser: Browser
beforeAll(async () => {
  gateway = await startFakeGateway()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
})

/** What axe finds wrong, one line each. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  return page.evaluate(async () => {
    // @ts-expect-error -- axe puts itself on the window, which no type tells
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap((one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  })
}

/** Nothing stands outside of the page to the right: words wrap or end in dots, never clipped by the edge. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('firstline-conversation')?.shadowRoot
    if (!root) return ['no card']
    const edge = document.documentElement.clientWidth + 1
    return [...root.querySelectorAll<HTMLElement>('*')]
      .filter((one) => one.checkVisibility() && !one.closest('.cut, .only-heard'))
      .filter((one) => one.getBoundingClientRect().right > edge)
      .map((one) => `${one.tagName}.${one.className}`)
  })
}

const VIEWS = [
  { locale: 'en', theme: 'light', width: 1280 },
  { locale: 'ru', theme: 'dark', width: 380 },
]

describe('a card that anybody can use', () => {
  describe.each(VIEWS)('in $locale, $theme, $width px', ({ locale, theme, width }) => {
    it.each(Object.keys(SCENES))('has no fault that axe can find: %s', async (scene) => {
      const page = await browser.newPage({ viewport: { width, height: 720 }, reducedMotion: 'reduce' })
      await page.goto(gateway.page(scene, { locale, theme }))
      await page.getByRole('heading', { level: 2 }).waitFor()
      if (scene !== 'loading')
        await page
          .getByRole('region', { name: /Conversation|Переписка/ })
          .and(page.locator('[aria-busy="false"]'))
          .waitFor()
      expect(await faults(page)).toEqual([])
      expect(await overflowing(page)).toEqual([])
      await page.close()
    })

    it.each(['many', 'refused-everywhere', 'uncertain', 'draft', 'no-contact', ...Object.keys(FORM_SCENES)])(
      'has none in the form either: %s',
      async (scene) => {
        const page = await browser.newPage({ viewport: { width, height: 720 }, reducedMotion: 'reduce' })
        await page.goto(gateway.page(scene, { locale, theme }))
        await page
          .getByRole('button', { name: locale === 'ru' ? 'Новая сессия' : 'New session', exact: true })
          .click()
        await page.getByRole('dialog').waitFor()
        expect(await faults(page)).toEqual([])
        expect(await overflowing(page)).toEqual([])
        await page.close()
      },
    )
  })

  it('keeps every state visible in forced colours', async () => {
    const page = await browser.newPage({ forcedColors: 'active' })
    await page.goto(gateway.page('statuses'))
    await page.getByText('Accepted by the host', { exact: true }).waitFor()
    expect(await faults(page)).toEqual([])
    await page.close()
  })
})
