import { launchBrowser } from '../setup/browser.ts'
import type { Stand } from '../setup/stand.ts'
import { median, type Row } from './row.ts'

const CONTACT = 'c-2'
const RUNS = 9

/** From asking for the card's page to the customer's messages being on it, and how many requests the gateway got for that. */
export async function cardOpen(stand: Stand): Promise<Row[]> {
  const browser = await launchBrowser()
  const cold: number[] = []
  const warm: number[] = []
  let requests = 0
  try {
    for (let n = 0; n < RUNS; n++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      const asked: string[] = []
      page.on('request', (request) => {
        const { pathname, origin } = new URL(request.url())
        if (origin === stand.gateway && pathname.startsWith('/v1/') && pathname !== '/v1/stream')
          asked.push(pathname)
      })
      for (const times of [cold, warm]) {
        asked.length = 0
        const started = performance.now()
        await page.goto(`${stand.crm}/contacts/${CONTACT}`, { waitUntil: 'commit' })
        await page.getByRole('log').getByRole('article').first().waitFor()
        times.push(performance.now() - started)
        requests = asked.length
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return [
    { name: 'Card open to history shown, cold cache', value: median(cold), unit: 'ms, median' },
    { name: 'Card open to history shown, warm cache', value: median(warm), unit: 'ms, median' },
    { name: 'Requests to the gateway for a card', value: requests, unit: 'requests' },
  ]
}
