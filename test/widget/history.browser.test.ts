import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { from } from '../../widget/stories/people.ts'
import { eventually } from '../setup/eventually.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { longHistory } from './long-history.ts'

const HISTORY = longHistory(100_000)
const MOST_ROWS = 60

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
beforeEach(async () => {
  await kit.newPage()
  kit.gateway.scenes.set('long', HISTORY.scene)
  HISTORY.serve(kit.gateway)
  await kit.open('long')
  // Only what is seen is drawn once what draws it is there.
  await vi.waitUntil(async () => (await kit.log().getByRole('listitem').count()) < 40, { timeout: 15_000 })
})
afterAll(() => kit.stop())

const box = () => kit.log().locator('xpath=..')
const fromEnd = () => box().evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)

/**
 * Scrolls in steps, and measures how far what is seen moved more or less than it should, each time when the frame was painted; and
 * how many rows there were at most.
 */
const scrolled = (byPx: number, steps: number) =>
  kit.log().evaluate(
    async (log, [by, count]) => {
      const scroller = log.parentElement as HTMLElement
      const moved: number[] = []
      let rows = 0
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      for (let step = 0; step < count; step++) {
        const drawn = [...log.querySelectorAll<HTMLElement>('li')]
        rows = Math.max(rows, drawn.length)
        const edge = scroller.getBoundingClientRect().top
        const seen = drawn.find((row) => row.getBoundingClientRect().top > edge + 100) as HTMLElement
        const placeOf = () => seen.getBoundingClientRect().top - scroller.getBoundingClientRect().top
        const before = placeOf()
        const top = scroller.scrollTop
        scroller.scrollTop += by
        const wanted = top - scroller.scrollTop
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        moved.push(seen.isConnected ? Math.abs(placeOf() - before - wanted) : Infinity)
      }
      return { moved: Math.max(...moved), rows }
    },
    [byPx, steps] as const,
  )

describe('a history of 100,000 messages', () => {
  it('is shown after one request, and the next pages come before one has scrolled to their place', async () => {
    const read = kit.gateway.asked.filter(({ method }) => method === 'GET').map(({ path }) => path)
    expect(read.slice(0, 1)).toEqual(['/card'])
    expect(read.length).toBeLessThanOrEqual(2)
    expect(await fromEnd()).toBeLessThanOrEqual(1)
  })

  it('moves nothing that is read while pages come above and are let go below, draws few rows, and leads back to the end', async () => {
    const up = await scrolled(-220, 80)
    expect(up.moved).toBeLessThanOrEqual(1)
    expect(up.rows).toBeLessThan(MOST_ROWS)
    // Now in leaps, until more was read than is held.
    await eventually(async () => {
      await box().evaluate((one) => one.scrollTo(0, 0))
      expect(kit.gateway.asked.filter(({ path }) => path.endsWith('/messages')).length).toBeGreaterThan(9)
    })
    expect((await scrolled(220, 30)).moved).toBeLessThanOrEqual(1)
    await eventually(async () => {
      await box().evaluate((one) => one.scrollTo(0, one.scrollHeight))
      expect(await kit.log().innerText()).toMatch(/Message 1 /)
      expect(await fromEnd()).toBeLessThanOrEqual(1)
    })
  })

  it('stays where it is when a row above grows, and at its end when the newest grows', async () => {
    await scrolled(-300, 4)
    const grown = await kit.log().evaluate(async (log) => {
      const scroller = log.parentElement as HTMLElement
      const edge = scroller.getBoundingClientRect().top
      const rows = [...log.querySelectorAll<HTMLElement>('li')]
      const seen = rows.find((row) => row.getBoundingClientRect().top > edge + 50) as HTMLElement
      const above = rows.findLast((row) => row.getBoundingClientRect().bottom < edge) as HTMLElement
      const before = seen.getBoundingClientRect().top
      above.style.blockSize = `${above.offsetHeight + 180}px`
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      return seen.getBoundingClientRect().top - before
    })
    expect(Math.abs(grown)).toBeLessThanOrEqual(1)
    await box().evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await eventually(async () => expect(await fromEnd()).toBeLessThanOrEqual(1))
    await kit
      .log()
      .locator('li')
      .last()
      .evaluate((row) => void (row.style.blockSize = '300px'))
    await eventually(async () => expect(await fromEnd()).toBeLessThanOrEqual(1))
  })

  it('keeps the focus on a message however far one scrolls and whatever comes, and Home and End lead to the first and last held', async () => {
    const last = kit.log().getByRole('listitem').last()
    // Who comes to a row by key hears what stands there.
    const heard = (words: RegExp) => kit.log().getByRole('listitem', { name: words }).count()
    await last.focus()
    expect(await heard(/Message 1 .*Details/)).toBe(1)
    await scrolled(-400, 20)
    await kit.gateway.tell({ kind: 'message', message: from(0, 'News', { sessionId: 's-1', id: 'h-0' }) })
    await kit.page.getByRole('button', { name: '1 new message' }).waitFor()
    const focused = kit.log().locator('li:focus')
    expect(await focused.innerText()).toContain('Message 1 ')
    await kit.page.keyboard.press('ArrowUp')
    await eventually(async () => expect(await focused.innerText()).toContain('Message 2'))
    await kit.page.keyboard.press('End')
    await eventually(async () => expect(await focused.innerText()).toContain('News'))
    expect([await heard(/News .*Details/), await heard(/Message/)]).toEqual([1, 0])
    await eventually(async () => expect(await fromEnd()).toBeLessThanOrEqual(48))
  })

  it('announces what is new at the end, and not what scrolling brings', async () => {
    await expect.poll(() => kit.log().getAttribute('aria-live')).toBe('polite')
    await scrolled(-400, 2)
    expect(await kit.log().getAttribute('aria-live')).toBe('off')
  })
})
