import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest'
import type { StoreView } from '../../src/sandbox/engine/index.ts'
import { launchBrowser } from '../setup/browser.ts'
import { freshDatabase } from '../setup/database.ts'
import { startStand, type Stand } from '../setup/stand.ts'

export interface PageLook {
  readonly path: string
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: 'en' | 'ru'
  /** Looks at the page before anything is loaded into it. */
  readonly before?: (page: Page) => Promise<unknown>
}

/** The product in a browser, as a newcomer has it. The store is read behind the product's back: it is the oracle. */
export interface Scene {
  readonly stand: Stand
  open(look: PageLook): Promise<Page>
  store(): Promise<StoreView>
  ask(path: string, body: unknown): Promise<void>
}

/** One stand and one browser for the file; the sandbox goes back to its seed before each test. */
export function scene(dialect?: string): Scene {
  let stand: Stand
  let browser: Browser
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await freshDatabase()
    drop = database.drop
    ;[stand, browser] = await Promise.all([startStand(database.url, {}, dialect), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await stand.stop()
    await drop()
  })
  beforeEach(() => stand.sandbox.engine.reset('demo'))

  return {
    get stand() {
      return stand
    },
    async open({ path, width = 1280, theme = 'light', locale = 'en', before }) {
      const context = await browser.newContext({
        viewport: { width, height: 860 },
        colorScheme: theme,
        locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
      })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      await before?.(page)
      await page.goto(`${stand.crm}${path}`)
      return page
    },
    async store() {
      return (await (await fetch(stand.store)).json()) as StoreView
    },
    async ask(path, body) {
      const answer = await fetch(`${stand.store}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    },
  }
}

/** Opens the form and waits until it says who may be written to. */
export async function openForm(page: Page, called = 'New session') {
  await page.getByRole('button', { name: called }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('radio').first().waitFor()
  return form
}

/** The plugin's part of the page, without the customer's phone beside it. */
export function widget(page: Page): Locator {
  return page.locator('firstline-conversation')
}
