import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { crmSite, type Site } from './stand.ts'

interface Look {
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: string
}

export interface CrmScene extends Site {
  open(path: string, look?: Look): Promise<Page>
}

/** The CRM in a real Chromium, one browser for a test file. */
export function crmScene(): CrmScene {
  const site = crmSite()
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  return Object.assign(Object.create(site) as Site, {
    async open(path: string, { width = 1280, theme = 'light', locale = 'en-GB' }: Look = {}): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: theme,
        locale,
      })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await page.goto(site.sandbox.url + path)
      return page
    },
  })
}

/** The customer's phone beside a card. */
export function phoneOn(page: Page) {
  return page.getByRole('complementary', { name: /^Phone of/ })
}

export const PAVEL = {
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79123456789',
} as const
/** What else the engine wants to know of a message that a process sends. */
export const BY_PROCESS = { operatorId: null, subject: null, runId: null, whenOpen: 'append' } as const
