import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, from, session } from '../../widget/stories/people.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { json, problem } from './fake-gateway.ts'
import { eventually } from '../setup/eventually.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

/** Where the scrolled box stands: from its top, and how far its end is. */
const scroll = () =>
  kit.log().evaluate((one) => {
    const box = one.parentElement as HTMLElement
    return {
      top: box.scrollTop,
      below: box.scrollHeight - box.clientHeight - box.scrollTop,
      height: box.scrollHeight,
    }
  })
const many = (count: number, start: number): WireMessage[] =>
  Array.from({ length: count }, (_, index) =>
    from(start - index, `Message ${start - index} with enough words to be a line`, {
      id: `old-${start - index}`,
    }),
  )

describe('showing a conversation', () => {
  it('shows it after one request', async () => {
    await kit.open('many')
    await kit.page.getByText('Have a good evening, Pavel.').waitFor()
    const own = kit.gateway.asked.filter(({ method }) => method === 'GET')
    // What was begun to be written is asked for soon after, and nothing waits for it.
    expect(own.map(({ path }) => path).filter((path) => !path.endsWith('/draft'))).toEqual(['/card'])
  })

  it('shows what customers write as text, whatever it contains', async () => {
    await kit.open('long-and-hostile')
    await kit.page
      .getByText('<script>window.broken = 1</script><b>bold</b> & <img src=x onerror="window.broken=1">')
      .waitFor()
    expect(await kit.page.evaluate('window.broken')).toBeUndefined()
    expect(await kit.log().locator('b, img, script').count()).toBe(0)
  })

  it('tells what is accepted apart from what is delivered, by word', async () => {
    await kit.open('statuses')
    // Why something failed comes a moment after that it did.
    await kit.log().getByText('the customer has blocked us in WhatsApp. Write another way.').first().waitFor()
    for (const word of ['Accepted by the host', 'Sent', 'Delivered', 'Read', 'Sending', 'Not known yet'])
      expect(await kit.log().getByText(word, { exact: true }).count()).toBeGreaterThan(0)
    expect(await kit.log().innerText()).toContain(
      'the customer has blocked us in WhatsApp. Write another way.',
    )
    expect(await kit.log().innerText()).toContain('Error 131026: undeliverable')
  })

  it('tells the exact time of the row that has the focus, of what the pointer is on, and of what is touched', async () => {
    await kit.open('many')
    await kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()
    const tip = kit.page.getByRole('tooltip')
    const exact = /^\d{1,2} \w+ \d{4} at \d\d:\d\d:\d\d$/
    await kit.log().getByRole('listitem').last().focus()
    await kit.page.keyboard.press('ArrowUp')
    const focused = kit.log().locator('li:focus')
    expect(await focused.innerText()).toContain('Thank you, see you on Thursday')
    await expect.poll(() => tip.allInnerTexts()).toEqual([expect.stringMatching(exact)])
    const told = await focused.evaluate((row) => {
      const [id = ''] = (row.getAttribute('aria-describedby') ?? '').split(' ')
      return (row.getRootNode() as ShadowRoot).getElementById(id)?.textContent
    })
    expect(told).toBe(await tip.innerText())
    await kit.page.keyboard.press('Escape')
    expect(await tip.count()).toBe(0)
    expect(await focused.getAttribute('aria-describedby')).toBeNull()

    // The row that is read tells two moments, each named by its words.
    const row = kit.page.getByRole('navigation', { name: 'Sessions' }).getByRole('button').first()
    await row.focus()
    await kit.page.keyboard.press('ArrowDown')
    await expect.poll(() => tip.allInnerTexts()).toEqual([expect.stringMatching(exact)])
    await kit.page.keyboard.press('ArrowUp')
    await expect
      .poll(() => tip.innerText())
      .toMatch(/^\S+ · \d.* at \S+\s+Open since \S+.* · \d.* at \d\d:\d\d:\d\d$/)
    await kit.page.getByRole('textbox', { name: 'Write a message' }).focus()
    expect(await tip.count()).toBe(0)

    const time = kit.log().locator('time').first()
    await time.hover()
    await expect.poll(() => tip.allInnerTexts()).toEqual([expect.stringMatching(exact)])
    await kit.page.getByRole('heading', { name: 'Conversation in Lines' }).hover()
    expect(await tip.count()).toBe(0)
    await row.locator('time').first().dispatchEvent('pointerdown', { pointerType: 'touch' })
    await expect.poll(() => tip.allInnerTexts()).toEqual([expect.stringMatching(exact)])
    await kit.log().dispatchEvent('pointerdown', { pointerType: 'touch' })
    expect(await tip.count()).toBe(0)
  })

  it('folds the list of sessions on a narrow card and opens it over the messages', async () => {
    await kit.open('many', 380)
    expect(await kit.page.getByRole('navigation', { name: 'Sessions' }).count()).toBe(0)
    await kit.page.getByRole('button', { name: /Support WhatsApp 4 sessions/ }).click()
    kit.gateway.on('GET /sessions/s-2/messages', () =>
      json({ items: [from(5, 'Where is my parcel?', { sessionId: 's-2' })], next: null }),
    )
    await kit.page.getByRole('button', { name: /Orders · Email/ }).click()
    await kit.page.getByText('Where is my parcel?').waitFor()
    expect(await kit.page.getByRole('navigation', { name: 'Sessions' }).count()).toBe(0)
  })
})

describe('long conversations', () => {
  it('does not move what is read when older messages come above, and stays at the end when new ones come', async () => {
    kit.gateway.scenes.set('long', { card: cardWith([session({ id: 's-1' })], many(40, 40), {}, 'older') })
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.on('GET /sessions/s-1/messages', async () => {
      await promise
      return json({ items: many(40, 80).map((one) => ({ ...one, sessionId: 's-1' })), next: null })
    })
    await kit.open('long')
    const last = kit.page.getByText('Message 1 with enough words to be a line', { exact: true })
    await last.waitFor()
    expect((await scroll()).below).toBeLessThanOrEqual(1)

    await kit.log().evaluate((one) => one.parentElement?.scrollTo(0, 0))
    const first = kit.page.getByText('Message 40 with enough words to be a line', { exact: true })
    await first.waitFor()
    const before = await first.boundingBox()
    resolve()
    await kit.page.getByText('Message 41 with enough words to be a line', { exact: true }).waitFor()
    const after = await first.boundingBox()
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1)

    await kit.gateway.tell({
      kind: 'message',
      message: from(0, 'While reading further up', { sessionId: 's-1' }),
    })
    await kit.page.getByRole('button', { name: '1 new message' }).waitFor()
    expect((await first.boundingBox())?.y).toBe(after?.y)
    await kit.page.getByRole('button', { name: '1 new message' }).click()
    await kit.gateway.tell({ kind: 'message', message: from(0, 'At the end', { sessionId: 's-1' }) })
    await kit.page.getByText('At the end').waitFor()
    await eventually(async () => expect((await scroll()).below).toBeLessThanOrEqual(1))
  })

  it('stands at its end, also when a composer takes room under it together with a new message', async () => {
    const over = { code: 'session-closed', rule: 'R-OPEN-2', facts: {}, remedy: null } as const
    kit.gateway.scenes.set('long', {
      card: cardWith([session({ id: 's-1', state: 'closed', replyReasons: [over] })], many(30, 40), {}, null),
    })
    await kit.open('long')
    await kit.page.getByText('This session is closed').first().waitFor()
    await eventually(async () => expect((await scroll()).below).toBeLessThanOrEqual(1))
    await Promise.all([
      kit.gateway.tell({
        kind: 'session',
        session: session({ id: 's-1', takes: ['files', 'templates', 'canned-replies'], deeds: ['note'] }),
      }),
      kit.gateway.tell({ kind: 'message', message: from(0, 'I write again', { sessionId: 's-1' }) }),
    ])
    await kit.page.getByText('I write again').waitFor()
    await kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()
    await eventually(async () => expect((await scroll()).below).toBeLessThanOrEqual(1))
    expect(await kit.page.getByRole('button', { name: '1 new message' }).count()).toBe(0)
  })

  it('offers to try again where older messages could not be read', async () => {
    kit.gateway.scenes.set('long', { card: cardWith([session({ id: 's-1' })], many(3, 40), {}, 'older') })
    kit.gateway.on('GET /messages', () =>
      problem(503, { code: 'host-unreachable', detail: 'The host cannot be reached.' }),
    )
    await kit.open('long')
    await kit.page.getByText('The host cannot be reached.').waitFor()
    kit.gateway.on('GET /messages', () => json({ items: many(1, 90), next: null }))
    await kit.page.getByRole('button', { name: 'Try again' }).click()
    await kit.page.getByText('Message 90 with').waitFor()
    expect(await kit.page.getByText('The host cannot be reached.').count()).toBe(0)
  })
})
