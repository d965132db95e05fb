import type { Page } from 'playwright-core'
import { from } from '../../widget/stories/people.ts'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway, type FakeGateway } from '../widget/fake-gateway.ts'
import { longHistory } from '../widget/long-history.ts'
import { fling, framesDuring, heapMb, type Frames } from './frames.ts'
import { median, type Row } from './row.ts'

const COUNT = 100_000
const OPENED = 5
const FLING_PX = 60_000
const EVENTS = 1000
const EVENTS_MS = 10_000
const IDLE_MS = 3000

/** A history of 100,000 messages: opened, thrown towards its beginning, and written to by a customer who does not stop. */
export async function longHistoryRows(): Promise<Row[]> {
  const gateway = await startFakeGateway()
  const browser = await launchBrowser()
  const history = longHistory(COUNT)
  gateway.scenes.set('long', history.scene)
  history.serve(gateway)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const painted: number[] = []
    for (let n = 0; n < OPENED; n++) painted.push(await open(page, gateway))
    const session = await page.context().newCDPSession(page)
    const heapBefore = await heapMb(session)
    const bare = await bareList(await browser.newPage({ viewport: { width: 1280, height: 800 } }))
    await page.bringToFront()
    const place = await middleOf(page)
    const flung = await framesDuring(page, () => fling(session, place, FLING_PX))
    const nodes = await page.evaluate(
      () => document.querySelector('firstline-conversation')?.shadowRoot?.querySelectorAll('*').length ?? 0,
    )
    const heapAfter = await heapMb(session)
    const read = gateway.asked.filter(({ path }) => path.endsWith('/messages')).length
    await open(page, gateway)
    const idle = await framesDuring(page, () => page.waitForTimeout(IDLE_MS))
    const live = await framesDuring(page, () => write(gateway))
    const last = page.getByRole('log').getByText(`News ${EVENTS}.`, { exact: true })
    await last.waitFor()
    return [
      { name: `History of 100,000: first messages painted`, value: median(painted), unit: 'ms, median' },
      {
        name: 'History of 100,000: frames while flinging',
        value: flung.perSecond,
        unit: 'a second',
        beside: {
          name: 'bare list of 1,500 rows',
          value: bare.perSecond,
          ratio: flung.perSecond / bare.perSecond,
        },
      },
      {
        name: 'History of 100,000: processor time of a frame while flinging',
        value: flung.busyMs / flung.count,
        unit: 'ms (55 a second leave 18.2)',
        beside: {
          name: 'bare list of 1,500 rows',
          value: bare.busyMs / bare.count,
          ratio: flung.busyMs / flung.count / (bare.busyMs / bare.count),
        },
      },
      { name: 'History of 100,000: pages read while flinging', value: read, unit: 'requests' },
      { name: 'History of 100,000: nodes of the card after flinging', value: nodes, unit: 'elements' },
      {
        name: 'History of 100,000: heap after flinging',
        value: heapAfter,
        unit: 'MB',
        beside: { name: 'before', value: heapBefore, ratio: heapAfter / heapBefore },
      },
      {
        name: '1,000 live messages in ten seconds: frames dropped',
        value: live.droppedPercent,
        unit: '%',
        beside: {
          name: 'same card at rest',
          value: idle.droppedPercent,
          ratio: live.droppedPercent / idle.droppedPercent,
        },
      },
      { name: '1,000 live messages: processor time for each', value: live.busyMs / EVENTS, unit: 'ms' },
    ]
  } finally {
    await browser.close()
    await gateway.stop()
  }
}

/** From asking for the page to the newest message on it, with what draws long lists being there. */
async function open(page: Page, gateway: FakeGateway): Promise<number> {
  gateway.asked.length = 0
  const started = performance.now()
  await page.goto(gateway.page('long'), { waitUntil: 'commit' })
  const rows = page.getByRole('log').getByRole('listitem')
  await rows.first().waitFor()
  const paintedMs = performance.now() - started
  await page.waitForFunction(() => {
    const root = document.querySelector('firstline-conversation')?.shadowRoot
    return (root?.querySelectorAll('[role=log] li').length ?? 99) < 40
  })
  return paintedMs
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('log').locator('xpath=..').boundingBox()
  if (!box) throw new Error('The history is not on the page.')
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
}

/** The same gesture over as many rows as are held, with nothing behind them. */
async function bareList(page: Page): Promise<Frames> {
  const row = '<li style="padding:12px;border-bottom:1px solid">A message of some words</li>'
  await page.setContent(`<div style="height:600px;overflow:auto"><ul>${row.repeat(1500)}</ul></div>`)
  await page.locator('div').evaluate((box) => box.scrollTo(0, box.scrollHeight))
  const session = await page.context().newCDPSession(page)
  const frames = await framesDuring(page, () => fling(session, { x: 400, y: 300 }, FLING_PX))
  await page.close()
  return frames
}

/** A hundred messages a second, each told as it comes. */
async function write(gateway: FakeGateway): Promise<void> {
  const started = performance.now()
  for (let n = 1; n <= EVENTS; n++) {
    const message = from(0, `News ${n}.`, { sessionId: 's-1', id: `news-${n}` })
    await gateway.tell({ kind: 'message', message })
    const aheadMs = (n * EVENTS_MS) / EVENTS - (performance.now() - started)
    if (aheadMs > 0) await new Promise((done) => setTimeout(done, aheadMs))
  }
}
