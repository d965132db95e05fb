import type { Locator, Page } from 'playwright-core'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway } from '../widget/fake-gateway.ts'
import { median, type Row } from './row.ts'

const WORDS = ['invoice 19', 'minute of your', 'delivery 1', 'birthday']
const ROUNDS = 3

/**
 * From a key press to the frame that shows what it changed: in the search of 2,000 templates, where each key filters and draws the
 * list anew, and in a field of a template, where it draws the preview; beside the same keys in a bare field of an empty page.
 */
export async function typing(): Promise<Row[]> {
  const gateway = await startFakeGateway()
  const browser = await launchBrowser()
  try {
    const bare = await browser.newPage()
    await bare.setContent('<input>')
    const plain = await pressed(bare, bare.locator('input'))

    const page = await browser.newPage()
    await page.goto(gateway.page('template-many'))
    await page.getByRole('button', { name: 'New session' }).click()
    const found = page.getByRole('listbox').getByRole('option')
    await found.first().waitFor()
    const searching = await pressed(page, page.getByRole('combobox', { name: 'Search templates' }))
    await found.first().click()
    const filling = await pressed(page, page.getByRole('textbox', { name: 'name' }))
    return [
      row('Key press to painted text, searching 2,000 templates', searching, plain),
      row('Key press to painted text, filling a template in', filling, plain),
    ]
  } finally {
    await browser.close()
    await gateway.stop()
  }
}

function row(name: string, value: number, plain: number): Row {
  return {
    name,
    value,
    unit: 'ms, median',
    beside: { name: 'bare field', value: plain, ratio: value / plain },
  }
}

/** The median in milliseconds over all keys of all words. */
async function pressed(page: Page, field: Locator): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    document.addEventListener('keydown', ({ timeStamp }) => {
      // What comes after the frame was drawn: the message is taken up when painting is done.
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => times.push(performance.now() - timeStamp))
      port1.start()
      requestAnimationFrame(() => port2.postMessage(null))
    })
  })
  for (let round = 0; round < ROUNDS; round++)
    for (const word of WORDS) {
      await field.fill('')
      await field.pressSequentially(word, { delay: 30 })
    }
  const keys = ROUNDS * WORDS.join('').length
  await page.waitForFunction((all) => (window as unknown as { times: number[] }).times.length >= all, keys)
  return median(await page.evaluate(() => (window as unknown as { times: number[] }).times))
}
