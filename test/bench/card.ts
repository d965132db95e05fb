import { launchBrowser } from '../setup/browser.ts'
import type { Stand } from '../setup/stand.ts'
import { median, type Row } from './row.ts'

const CONTACT = 'c-2'
const RUNS = 9
/** As on a machine of the cheapest kind: how many times slower scripts and layout run. */
const SLOWER = 4

/** From asking for the card's page to the customer's messages being on it, and how many requests the gateway got for that. */
export async function cardOpen(stand: Stand): Promise<Row[]> {
  const full = await opened(stand, 1)
  const slow = await opened(stand, SLOWER)
  return [
    { name: 'Card open to history shown, cold cache', value: full.cold, unit: 'ms, median' },
    { name: 'Card open to history shown, warm cache', value: full.warm, unit: 'ms, median' },
    slowed('Card open, cold cache, processor four times slower', slow.cold, full.cold),
    slowed('Card open, warm cache, processor four times slower', slow.warm, full.warm),
    { name: 'Requests to the gateway for a card', value: full.requests, unit: 'requests' },
  ]
}

function slowed(name: string, value: number, fullSpeed: number): Row {
  const beside = { name: 'full speed', value: fullSpeed, ratio: value / fullSpeed }
  return { name, value, unit: 'ms, median', beside }
}

/** @param slower how many times slower the page's own work runs. */
async function opened(
  stand: Stand,
  slower: number,
): Promise<{ readonly cold: number; readonly warm: number; readonly requests: number }> {
  const browser = await launchBrowser()
  const cold: number[] = []
  const warm: number[] = []
  let requests = 0
  try {
    for (let n = 0; n < RUNS; n++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
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
  return { cold: median(cold), warm: median(warm), requests }
}
