import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cardWith, closed, from, minutesAgo, PAVEL, session } from '../../widget/stories/people.ts'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { json } from './fake-gateway.ts'
import { longHistory } from './long-history.ts'

const HISTORY = longHistory(100_000)
const OPEN = session({ id: 's-1' })
const OTHER = closed({ id: 's-2', lineName: 'Orders', channel: 'email' })

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
beforeEach(() => kit.newPage())
afterAll(() => kit.stop())

const box = () => kit.log().locator('xpath=..')
const fromEnd = () => box().evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)
const atEnd = async () => await expect.poll(fromEnd).toBeLessThanOrEqual(1)
const found = () => kit.log().locator('li[data-found]')
/** How far the middle of a row is from the middle of the box, as a part of the box. */
const offCentre = () =>
  found().evaluate((row) => {
    const [one, all] = [
      row.getBoundingClientRect(),
      row.closest('[role=log]')?.parentElement?.getBoundingClientRect(),
    ]
    if (!all) return 1
    return Math.abs(one.top + one.height / 2 - all.top - all.height / 2) / all.height
  })
const asked = (end: string) => kit.gateway.asked.filter(({ path }) => path.endsWith(end))
const composer = () => kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()

const hit = (number: number, part = {}) => ({
  message: {
    ...from(number * 3, `Message ${number} and goes on`, { id: `h-${number}`, sessionId: 's-1' }),
    ...part,
  },
  ranges: [[0, 7]],
})

async function openLong(): Promise<void> {
  const { card } = HISTORY.scene as { card: ReturnType<typeof cardWith> }
  const [newest] = card.open?.messages.items.slice(-1) ?? []
  const quoting = {
    ...(newest as WireMessage),
    replyTo: { messageId: 'h-70000', text: 'Long ago', author: 'Pavel' },
  }
  kit.gateway.scenes.set('long', {
    card: {
      ...card,
      sessions: { items: [OPEN, OTHER], next: null },
      can: { ...card.can, history: ['account'] },
      open: {
        sessionId: 's-1',
        messages: { items: [...(card.open?.messages.items.slice(0, -1) ?? []), quoting], next: '51' },
      },
    },
  })
  HISTORY.serve(kit.gateway)
  kit.gateway.on(`GET /contacts/${PAVEL.id}/search`, (_body, search) =>
    json(
      new URLSearchParams(search).get('cursor') === null
        ? {
            hits: [hit(40_001), hit(60_001)],
            sessions: [OPEN],
            complete: false,
            until: minutesAgo(300_000),
            next: 'on',
          }
        : {
            hits: [hit(90_001, { id: 'l-1', sessionId: 's-2' })],
            sessions: [OTHER],
            complete: true,
            until: null,
            next: null,
          },
    ),
  )
  const letter = from(270_003, 'Message 90001 by letter', { id: 'l-1', sessionId: 's-2' })
  kit.gateway.on('GET /sessions/s-2/around', () =>
    json({ found: true, items: [letter], next: null, cursor: null, newer: [] }),
  )
  await kit.open('long')
  await composer()
}

describe('finding something in a history of 100,000', () => {
  beforeEach(openLong)

  it('leads from hit to hit, wherever they stand, marks the words, and back to the newest with one click', async () => {
    await kit.page.getByRole('button', { name: 'Search in the history' }).click()
    const field = kit.page.getByRole('searchbox', { name: 'Search in the history' })
    await field.fill('message')
    await field.press('Enter')
    const bar = kit.page.getByRole('search')
    await bar.getByText('1 of 2+').waitFor()
    await expect.poll(() => found().innerText()).toContain('Message 40001')
    await expect.poll(offCentre).toBeLessThan(0.2)
    expect(
      await kit.page.evaluate(() => [...(CSS.highlights.get('firstline-found') ?? [])].length),
    ).toBeGreaterThan(1)
    // The words lie about as they were said, above and below.
    expect(await kit.log().innerText()).toMatch(/Message 40002\s[\s\S]*Message 40001\s[\s\S]*Message 40000\s/)

    await field.press('Enter')
    await expect.poll(() => found().innerText()).toContain('Message 60001')
    await field.press('Shift+Enter')
    await expect.poll(() => found().innerText()).toContain('Message 40001')
    expect(await field.evaluate((one) => one.matches(':focus'))).toBe(true)
    await field.press('Enter')
    await bar.getByRole('button', { name: 'Look further' }).click()
    await bar.getByText('3 of 3').waitFor()
    await kit.log().getByText('Message 90001 by letter').waitFor()
    await kit.page.getByRole('heading', { name: /Orders · Email/ }).waitFor()
    expect(asked('/search').map(({ query }) => query.get('cursor'))).toEqual([null, 'on'])

    await field.press('Shift+Enter')
    await expect.poll(() => found().innerText()).toContain('Message 60001')
    await field.press('Escape')
    expect(await bar.count()).toBe(0)
    expect(await found().count()).toBe(0)
    await expect
      .poll(() =>
        kit.page
          .getByRole('button', { name: 'Search in the history' })
          .evaluate((one) => one.matches(':focus')),
      )
      .toBe(true)
    await kit.page.getByRole('button', { name: 'To the newest' }).click()
    await kit.log().getByText('Message 2 ').waitFor()
    await atEnd()
    await kit.gateway.tell({ kind: 'message', message: from(0, 'Just now', { id: 'h-0', sessionId: 's-1' }) })
    await kit.log().getByText('Just now').waitFor()
    await atEnd()
  })

  it('goes on with what was said next when one scrolls down from there, without a jump', async () => {
    await kit
      .log()
      .getByRole('button', { name: /Long ago/ })
      .click()
    await expect.poll(() => found().innerText()).toContain('Message 70000')
    await expect.poll(() => found().evaluate((row) => row.matches(':focus'))).toBe(true)
    await expect.poll(offCentre).toBeLessThan(0.2)
    const before = asked('/messages').length
    const moved = await kit.log().evaluate(async (log) => {
      const scroller = log.parentElement as HTMLElement
      const far: number[] = []
      for (let step = 0; step < 50; step++) {
        const edge = scroller.getBoundingClientRect().top
        const seen = [...log.querySelectorAll('li')].find(
          (row) => row.getBoundingClientRect().top > edge + 100,
        ) as HTMLElement
        const place = seen.getBoundingClientRect().top
        const top = scroller.scrollTop
        scroller.scrollTop += 800
        const by = scroller.scrollTop - top
        for (let frame = 0; frame < 2; frame++)
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        far.push(seen.isConnected ? Math.abs(place - by - seen.getBoundingClientRect().top) : 0)
      }
      return Math.max(...far)
    })
    expect(moved).toBeLessThanOrEqual(1)
    await expect.poll(() => asked('/messages').length).toBeGreaterThan(before)
    const numbers =
      (await kit.log().innerText()).match(/Message (\d+)/gu)?.map((text) => Number(text.slice(8))) ?? []
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    // The row with the focus stays drawn.
    expect(numbers[1]).toBeLessThan(69_650)
  })

  it('goes to a day, and from there to what came meanwhile', async () => {
    await kit.page.getByRole('button', { name: 'Search in the history' }).click()
    const day = new Date(Date.now() - 100 * 86_400_000).toLocaleDateString('sv')
    await kit.page.getByLabel('Go to a day').fill(day)
    await expect
      .poll(() =>
        found()
          .locator('time')
          .getAttribute('datetime')
          .then((at) => new Date(at ?? 0).toLocaleDateString('sv')),
      )
      .toBe(day)
    await expect.poll(offCentre).toBeLessThan(0.3)

    const news = ['First', 'Second', 'Third'].map((text, n) =>
      from(-n / 60, `${text} new`, { id: `n-${n}`, sessionId: 's-1' }),
    )
    kit.gateway.on('GET /sessions/s-1/around', (_body, search) => {
      expect(new URLSearchParams(search).get('message')).toBe('n-0')
      return json({ found: true, items: news, next: '1', cursor: null, newer: [] })
    })
    for (const message of news) await kit.gateway.tell({ kind: 'message', message })
    await kit.page.getByRole('button', { name: '3 new messages' }).press('Enter')
    await expect.poll(() => kit.log().innerText()).toMatch(/Message 1 [\s\S]*\nNew\n[\s\S]*First new/)
    await atEnd()
    // The button is gone, and the focus went on.
    await expect
      .poll(() =>
        kit
          .log()
          .getByText('Third new')
          .evaluate((one) => one.closest('li')?.matches(':focus')),
      )
      .toBe(true)
  })
})
