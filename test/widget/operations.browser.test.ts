import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { faultsOf } from './axe.ts'
import { ANSWERS, LONG, message, ORIGIN, page, serveOperations } from './operations-kit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

interface Look {
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: 'en' | 'ru'
  readonly answers?: Readonly<Record<string, unknown>>
  readonly hash?: string
}

async function open({ width = 1280, theme = 'light', locale = 'en', answers = ANSWERS, hash }: Look = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })
  onTestFinished(() => context.close())
  const shown = await context.newPage()
  const deeds = await serveOperations(shown, answers)
  await shown.goto(`${ORIGIN}/widget/operations#${hash ?? `context=a.b.c&locale=${locale}&theme=${theme}`}`)
  return { shown, deeds }
}

const tabs = (shown: Page) => shown.getByRole('tab')

const LOOKS = [
  { width: 1280, theme: 'light', locale: 'en' },
  { width: 380, theme: 'dark', locale: 'ru' },
] as const

describe.each(LOOKS)('Operations at $width px, $theme, in $locale', (look) => {
  it('has no fault that axe can see in any section, and nothing is cut', async () => {
    const { shown } = await open(look)
    await shown.getByRole('article').waitFor()
    for (const tab of await tabs(shown).all()) {
      await tab.click()
      await shown.getByRole('tabpanel').getByRole('listitem').first().waitFor()
      expect(await faultsOf(shown)).toEqual([])
    }
    await tabs(shown).first().click()
    await shown.getByRole('article').getByRole('button').first().click()
    await shown.getByRole('dialog').waitFor()
    expect(await faultsOf(shown)).toEqual([])
  })

  it('has none where there is nothing, or nothing can be had', async () => {
    const nothing = Object.fromEntries(Object.keys(ANSWERS).map((key) => [key, page()]))
    for (const answers of [nothing, {}]) {
      const { shown } = await open({ ...look, answers })
      await shown.getByRole('tabpanel').getByRole('heading', { level: 3 }).waitFor()
      expect(await faultsOf(shown)).toEqual([])
    }
  })
})

it('asks nobody about a message that is still being looked for', async () => {
  const answers = { ...ANSWERS, 'GET /v1/unknowns': page({ ...message, lookedFor: true }) }
  const { shown } = await open({ answers })
  await shown.getByText('There is nothing to decide yet.').waitFor()
  expect(await shown.getByRole('article').getByRole('button').count()).toBe(0)
})

it('is used by keys alone, and nothing is done before it was confirmed; what is left on lines where one may only read is told (R-READ-1)', async () => {
  const retried = { retried: 21, readOnly: 3 }
  const { shown, deeds } = await open({ answers: { ...ANSWERS, 'POST /v1/failures/retry': retried } })
  await shown.getByRole('article').waitFor()
  await tabs(shown).first().focus()
  await shown.keyboard.press('ArrowRight')
  // Each message leads to where the host shows it.
  await shown.locator('summary').press('Enter')
  const link = shown.getByRole('link', { name: 'Look in your system' })
  expect(await link.getAttribute('href')).toBe(message.openInHost)
  const record = shown.getByRole('link', { name: 'Open the record' })
  expect(await record.getAttribute('href')).toBe(message.openRecord)
  await shown.getByRole('button', { name: 'Try again after the fix' }).focus()
  await shown.keyboard.press('Enter')
  const dialog = shown.getByRole('dialog', { name: 'Send 24 messages now?' })
  // The answer that changes nothing is the first.
  await dialog.getByRole('button', { name: 'Back' }).and(shown.locator(':focus')).waitFor()
  await shown.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(deeds).toEqual([])
  await expect
    .poll(() =>
      shown.getByRole('button', { name: 'Try again after the fix' }).evaluate((one) => one.matches(':focus')),
    )
    .toBe(true)
  await shown.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Try again after the fix' }).focus()
  await shown.keyboard.press('Enter')
  await expect
    .poll(() => deeds)
    .toEqual(['POST /v1/failures/retry {"state":"failed","code":"wrong-credentials"}'])
  const said = shown.getByRole('status').filter({ hasText: '21 messages on the way again.' })
  await said.filter({ hasText: '3 messages left as before: on their lines you may only read.' }).waitFor()
})

it('pauses a batch at once, and cancels one only after asking; a report is kept as a file; whom it did not reach after all leads to why (R-ERR-2)', async () => {
  const { shown, deeds } = await open({ answers: { ...ANSWERS, [`GET /v1/batches/b-2/results.csv`]: 'row' } })
  await shown.getByRole('tab', { name: /Batches/ }).click()
  const first = shown.getByRole('article').first()
  expect(await first.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('1,284 of 5,000 people')
  await first.getByText(/4 wrong rows · 26 refused/).waitFor()
  await first.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(() => deeds).toEqual([`POST /v1/batches/${LONG}/pause {}`])
  const second = shown.getByRole('article').nth(1)
  await second.getByRole('button', { name: 'Cancel' }).click()
  expect(deeds).toHaveLength(1)
  await shown.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => deeds[1]).toBe('POST /v1/batches/b-2/cancel {}')
  const file = shown.waitForEvent('download')
  await second.getByRole('button', { name: 'Results (CSV)' }).click()
  expect((await file).suggestedFilename()).toBe('results-b-2.csv')
  await second.getByText('7 of the sent were not delivered').waitFor()
  await second.getByRole('button', { name: 'See why and try again' }).click()
  await shown.getByText('Messages of the last seven days').waitFor()
  expect(await shown.getByRole('tab', { name: /Failures/ }).evaluate((tab) => tab.matches(':focus'))).toBe(
    true,
  )
})

it('says how to come in when it was opened without a context, and keeps none in the address', async () => {
  const { shown } = await open({ hash: 'locale=en' })
  await shown.getByRole('heading', { name: 'Open Operations from your system' }).waitFor()
  expect(await faultsOf(shown)).toEqual([])
  const { shown: other } = await open()
  await other.getByRole('article').waitFor()
  expect(other.url()).toBe(`${ORIGIN}/widget/operations`)
})
