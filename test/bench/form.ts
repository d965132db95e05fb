import { launchBrowser } from '../setup/browser.ts'
import type { Stand } from '../setup/stand.ts'
import { median, type Row } from './row.ts'

const CONTACT = 'c-2'
const RUNS = 9

/** From the button to a form in which somebody may be written to, with the form's code to load and without. */
export async function formOpen(stand: Stand): Promise<Row[]> {
  const browser = await launchBrowser()
  const first: number[] = []
  const again: number[] = []
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    const form = page.getByRole('dialog')
    for (let n = 0; n < RUNS; n++) {
      await page.goto(`${stand.crm}/contacts/${CONTACT}`)
      for (const times of [first, again]) {
        const button = page.getByRole('button', { name: 'New session' }).first()
        await button.waitFor()
        const started = performance.now()
        await button.click()
        await form.getByRole('radio').first().waitFor()
        times.push(performance.now() - started)
        await page.keyboard.press('Escape')
        await form.waitFor({ state: 'hidden' })
      }
    }
  } finally {
    await browser.close()
  }
  return [
    { name: 'Form open to ready, its code not loaded yet', value: median(first), unit: 'ms, median' },
    { name: 'Form open to ready, opened before', value: median(again), unit: 'ms, median' },
  ]
}
