import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { faultsOf } from './axe.ts'
import { startFakeGateway, type FakeGateway } from './fake-gateway.ts'

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

const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(900, 'x') })

/** States that no story has: files on their way. */
const STATES: Record<string, readonly [scene: string, act: (form: Locator) => Promise<unknown>]> = {
  'files of every kind': [
    'files-in-draft',
    async (form) => {
      // One that never arrives, one that waits behind another, one refused.
      gateway.uploads.on('slow.pdf', () => new Promise<Response>(() => undefined))
      gateway.uploads.on('lost.pdf', () => new Response('', { status: 502 }))
      const names = ['lost.pdf', 'slow.pdf', 'setup.exe']
      await form.locator('input[type="file"]').setInputFiles(names.map(file))
      await form
        .getByText(/Not uploaded|Не загружен\./)
        .first()
        .waitFor()
      await form.getByRole('button', { name: /^(Create and send|Создать и отправить)$/ }).click()
    },
  ],
}
const VIEWS = [
  { locale: 'en', theme: 'light', width: 1280, forcedColors: 'none' },
  { locale: 'ru', theme: 'dark', width: 380, forcedColors: 'none' },
  { locale: 'en', theme: 'light', width: 380, forcedColors: 'active' },
] as const

describe('files on their way, for everybody', () => {
  describe.each(VIEWS)('in $locale, $theme, $width px, forced colours $forcedColors', (view) => {
    it.each(Object.keys(STATES))('has no fault that axe can find: %s', async (state) => {
      const [scene, act] = STATES[state]!
      const page = await browser.newPage({
        viewport: { width: view.width, height: 720 },
        reducedMotion: 'reduce',
        forcedColors: view.forcedColors,
      })
      await page.goto(gateway.page(scene, view))
      const button = view.locale === 'ru' ? 'Новая сессия' : 'New session'
      await page.getByRole('button', { name: button }).first().click()
      const form = page.getByRole('dialog')
      await form.waitFor()
      await act(form)
      expect(await faultsOf(page)).toEqual([])
      await page.close()
    })
  })
})
