import type { CDPSession, Page } from 'playwright-core'

/** A frame of a screen that draws sixty a second. */
const FRAME_MS = 1000 / 60

export interface Frames {
  readonly perSecond: number
  /** Of those that such a screen would have drawn meanwhile, how many were not, in per cent. */
  readonly droppedPercent: number
  /** Processor time of the page's main thread: unlike frames it does not depend on what else the machine does. */
  readonly busyMs: number
  readonly count: number
}

/** The frames that the page draws while something goes on. */
export async function framesDuring(page: Page, goesOn: () => Promise<unknown>): Promise<Frames> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.evaluate(() => {
    const at: number[] = []
    const counter = { at, stopped: false }
    Object.assign(window, { counter })
    const tick = (now: number): void => {
      at.push(now)
      if (!counter.stopped) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const busyBefore = await threadMs(session)
  await goesOn()
  const busyMs = (await threadMs(session)) - busyBefore
  await session.detach()
  const at = await page.evaluate(() => {
    const { counter } = window as unknown as { counter: { at: number[]; stopped: boolean } }
    counter.stopped = true
    return counter.at
  })
  const spans = at.slice(1).map((now, index) => now - (at[index] ?? now))
  const missed = spans.map((span) => Math.max(0, Math.round(span / FRAME_MS) - 1))
  const dropped = missed.reduce((sum, one) => sum + one, 0)
  const lastedMs = (at.at(-1) ?? 0) - (at[0] ?? 0)
  return {
    perSecond: (spans.length / lastedMs) * 1000,
    droppedPercent: (dropped / (dropped + spans.length)) * 100,
    busyMs,
    count: spans.length,
  }
}

async function threadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value
  if (seconds === undefined) throw new Error('This browser does not tell the time of a thread.')
  return seconds * 1000
}

/** Throws what is seen towards the beginning, as a finger on a touch pad does. */
export async function fling(session: CDPSession, place: { x: number; y: number }, px: number): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', {
    ...place,
    yDistance: px,
    speed: 6000,
    preventFling: false,
    gestureSourceType: 'mouse',
  })
}

/** What the page's scripts hold once what is not needed any more is thrown away, in MB. */
export async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1_000_000
}
