import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../test/setup/browser.ts'
import { withStand } from '../test/setup/standalone.ts'
import { run } from './run.ts'
import { takeStoryPictures } from './story-pictures.ts'

interface Picture {
  readonly name: string
  readonly path: string
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly locale: 'en' | 'ru'
  readonly act?: (page: Page) => Promise<void>
}

const write = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
}

const PICTURES: readonly Picture[] = [
  { name: 'card', path: '/contacts/c-1', width: 1280, theme: 'light', locale: 'en' },
  { name: 'card-dark-narrow', path: '/contacts/c-2', width: 380, theme: 'dark', locale: 'ru' },
  {
    name: 'form',
    path: '/contacts/c-1',
    width: 1280,
    theme: 'light',
    locale: 'en',
    act: (page) => write(page, /New session/),
  },
  {
    name: 'form-narrow',
    path: '/contacts/c-2',
    width: 380,
    theme: 'light',
    locale: 'ru',
    act: (page) => write(page, /Новая сессия/),
  },
]

/** `npm run screenshots`: the pictures of the README from the product itself, and one of every story; or of the stories named alone. */
const only = process.argv.slice(2)
if ((await run('vite', ['build', '--config', 'widget/stories/vite.config.ts', '--logLevel', 'warn'])) !== 0)
  throw new Error('The stories do not build.')
const browser = await launchBrowser()
try {
  await takeStoryPictures(browser, only)
  if (only.length === 0) await withStand(({ crm }) => takePictures(crm))
} finally {
  await browser.close()
}

async function takePictures(crm: string): Promise<void> {
  for (const { name, path, width, theme, locale, act } of PICTURES) {
    const context = await browser.newContext({
      viewport: { width, height: 860 },
      colorScheme: theme,
      locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    })
    const page = await context.newPage()
    await page.goto(`${crm}${path}`)
    await page.getByRole('log').getByRole('article').first().waitFor()
    await act?.(page)
    // What fades in has faded in.
    await page.waitForTimeout(400)
    await page.screenshot({
      path: fileURLToPath(new URL(`../docs/${name}.jpg`, import.meta.url)),
      type: 'jpeg',
      quality: 82,
    })
    await context.close()
  }
}
