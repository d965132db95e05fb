import type { Browser, Locator, Page } from 'playwright-core'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

/** What axe finds wrong, and what stands out of the page to the right, one line each. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  return page.evaluate(async () => {
    // @ts-expect-error -- axe puts itself on the window, which no type tells
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    const edge = document.documentElement.clientWidth + 1
    const all = document.querySelector('firstline-conversation')?.shadowRoot?.querySelectorAll('*') ?? []
    return [
      ...violations.flatMap((one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      ),
      ...[...all]
        .filter((one) => one.checkVisibility() && !one.closest('.cut, .only-heard'))
        .filter((one) => one.getBoundingClientRect().right > edge)
        .map((one) => `too wide: ${one.outerHTML.slice(0, 120)}`),
    ]
  })
}

const button = (form: Locator, name: RegExp) => form.getByRole('button', { name })
const TEMPLATE = /^(Template|Шаблон)$/
const REPLY = /^(Canned reply|Готовый ответ)$/
const pick = (form: Locator, name: string) => form.getByRole('option').filter({ hasText: name }).click()

/** States that one comes to inside of the form. */
const STATES: Record<string, [scene: string, act: (form: Locator) => Promise<unknown>]> = {
  'to choose': ['template-required', (form) => form.getByRole('option', { name: 'greeting' }).waitFor()],
  'to choose of 2,000': ['template-many', (form) => form.locator('#template-search').fill('invoice')],
  'found nothing': ['template-required', (form) => form.locator('#template-search').fill('xyz')],
  'none at all': ['template-none', (form) => form.locator('.none').waitFor()],
  'to fill in': ['template-required', (form) => pick(form, 'order_ready')],
  'tried to send': [
    'template-required',
    async (form) => {
      await pick(form, 'order_ready')
      await form.press('Control+Enter')
      await form.locator('#variable-0-fault').waitFor()
    },
  ],
  'opened beside the text': ['template-optional', (form) => button(form, TEMPLATE).click()],
  'typed by hand': ['template-typed', (form) => form.locator('#template-header').fill('h'.repeat(70))],
  'canned replies': [
    'canned-replies',
    async (form) => {
      await button(form, REPLY).click()
      await form.locator('#reply-search').press('ArrowDown')
    },
  ],
  'canned replies that have no room': ['canned-replies', (form) => form.locator('#text').fill('Good day')],
}
const VIEWS = [
  { locale: 'en', theme: 'light', width: 1280, forcedColors: 'none' },
  { locale: 'ru', theme: 'dark', width: 380, forcedColors: 'none' },
  { locale: 'ru', theme: 'light', width: 380, forcedColors: 'active' },
] as const

describe.each(VIEWS)(
  'templates and canned replies in $locale, $theme, $width px, forced $forcedColors',
  (view) => {
    it.each(Object.entries(STATES))('have no fault that axe can find: %s', async (_, [scene, act]) => {
      const { locale, theme, width, forcedColors } = view
      const page = await browser.newPage({
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
        forcedColors,
      })
      await page.goto(gateway.page(scene, { locale, theme }))
      await page.getByRole('button', { name: /^(New session|Новая сессия)/ }).click()
      const form = page.getByRole('dialog')
      await form.waitFor()
      await act(form)
      expect(await faults(page)).toEqual([])
      await page.close()
    })
  },
)
