import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, from, minutesAgo, session, to } from '../../widget/stories/people.ts'
import { launchBrowser } from '../setup/browser.ts'
import { json, problem, startFakeGateway, type FakeGateway } from './fake-gateway.ts'

let gateway: FakeGateway
let browser: Browser
let page: Page
beforeAll(async () => {
  gateway = await startFakeGateway()
  browser = await launchBrowser()
})
afterEach(async () => {
  await page?.close()
  gateway.reset()
})
afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
})

async function open(scene: string, options: { width?: number; locale?: string } = {}): Promise<void> {
  page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 720 },
    reducedMotion: 'reduce',
  })
  await page.goto(gateway.page(scene, { locale: options.locale ?? 'en' }))
  await page.getByRole('button', { name: /^(New session|Новая сессия)$/ }).waitFor()
}
const log = () => page.getByRole('log', { name: 'Messages' })
/** Where the scrolled box stands: from its top, and how far its end is. */
const scroll = () =>
  log().evaluate((one) => {
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
    await open('many')
    await page.getByText('Have a good evening, Pavel.').waitFor()
    const own = gateway.asked.filter(({ method }) => method === 'GET')
    expect(own.map(({ path }) => path)).toEqual(['/card'])
  })

  it('shows what customers write as text, whatever it contains', async () => {
    await open('long-and-hostile')
    await page
      .getByText('<script>window.broken = 1</script><b>bold</b> & <img src=x onerror="window.broken=1">')
      .waitFor()
    expect(await page.evaluate('window.broken')).toBeUndefined()
    expect(await log().locator('b, img, script').count()).toBe(0)
  })

  it('tells what is accepted apart from what is delivered, by word', async () => {
    await open('statuses')
    for (const word of ['Accepted by the host', 'Sent', 'Delivered', 'Read', 'Sending', 'Not known yet'])
      expect(await log().getByText(word, { exact: true }).count()).toBeGreaterThan(0)
    expect(await log().innerText()).toContain('the customer has blocked us in WhatsApp. Write another way.')
    expect(await log().innerText()).toContain('Error 131026: undeliverable')
  })

  it('moves through the messages with the arrow keys and shows the exact time of the one that has the focus', async () => {
    await open('many')
    await log().getByRole('listitem').last().focus()
    await page.keyboard.press('ArrowUp')
    const focused = log().locator('li:focus')
    expect(await focused.innerText()).toContain('Thank you, see you on Thursday')
    expect(await focused.innerText()).toMatch(/\d{4} at \d\d:\d\d:\d\d/)
  })

  it('folds the list of sessions on a narrow card and opens it over the messages', async () => {
    await open('many', { width: 380 })
    expect(await page.getByRole('navigation', { name: 'Sessions' }).count()).toBe(0)
    await page.getByRole('button', { name: /Support · WhatsApp 4 sessions/ }).click()
    gateway.on('GET /sessions/s-2/messages', () =>
      json({ items: [from(5, 'Where is my parcel?', { sessionId: 's-2' })], next: null }),
    )
    await page.getByRole('button', { name: /Orders · Email/ }).click()
    await page.getByText('Where is my parcel?').waitFor()
    expect(await page.getByRole('navigation', { name: 'Sessions' }).count()).toBe(0)
  })
})

describe('long conversations', () => {
  it('does not move what is read when older messages come above, and stays at the end when new ones come', async () => {
    gateway.scenes.set('long', { card: cardWith([session({ id: 's-1' })], many(40, 40), {}, 'older') })
    const { promise, resolve } = Promise.withResolvers<void>()
    gateway.on('GET /sessions/s-1/messages', async () => {
      await promise
      return json({ items: many(40, 80).map((one) => ({ ...one, sessionId: 's-1' })), next: null })
    })
    await open('long')
    const last = page.getByText('Message 1 with enough words to be a line', { exact: true })
    await last.waitFor()
    expect((await scroll()).below).toBeLessThanOrEqual(1)

    const first = page.getByText('Message 40 with enough words to be a line', { exact: true })
    await first.scrollIntoViewIfNeeded()
    await log().evaluate((one) => one.parentElement?.scrollTo(0, 0))
    const before = await first.boundingBox()
    resolve()
    await page.getByText('Message 80 with enough words to be a line', { exact: true }).waitFor()
    const after = await first.boundingBox()
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(32)

    await gateway.tell({
      kind: 'message',
      message: from(0, 'While reading further up', { sessionId: 's-1' }),
    })
    await page.getByRole('button', { name: 'New messages' }).waitFor()
    expect((await first.boundingBox())?.y).toBe(after?.y)
    await page.getByRole('button', { name: 'New messages' }).click()
    await gateway.tell({ kind: 'message', message: from(0, 'At the end', { sessionId: 's-1' }) })
    await page.getByText('At the end').waitFor()
    await vi.waitFor(async () => expect((await scroll()).below).toBeLessThanOrEqual(1))
  })

  it('offers to try again where older messages could not be read', async () => {
    gateway.scenes.set('long', { card: cardWith([session({ id: 's-1' })], many(3, 40), {}, 'older') })
    gateway.on('GET /messages', () =>
      problem(503, { code: 'host-unreachable', detail: 'The host cannot be reached.' }),
    )
    await open('long')
    await page.getByText('The host cannot be reached.').waitFor()
    gateway.on('GET /messages', () => json({ items: many(1, 90), next: null }))
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Message 90 with').waitFor()
    expect(await page.getByText('The host cannot be reached.').count()).toBe(0)
  })
})

describe('answering', () => {
  it('shows the message at once, and the host’s own in its place when it comes', async () => {
    await open('many')
    const { promise, resolve } = Promise.withResolvers<void>()
    gateway.on('POST /messages', async (body) => {
      await promise
      return json({ ...unsettled(body), state: 'sent', messageId: 'm-new' })
    })
    await page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await page.keyboard.press('Control+Enter')
    const bubble = log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText('Sending').waitFor()
    resolve()
    await bubble.getByText('Accepted by the host').waitFor()
    await gateway.tell({
      kind: 'message',
      message: to(0, 'See you then', { id: 'm-new', sessionId: 's-1', status: 'delivered' }),
    })
    await bubble.getByText('Delivered').waitFor()
    expect(await bubble.count()).toBe(1)
  })

  it('keeps a message that did not leave, and sends the same intention again', async () => {
    await open('many')
    gateway.on('POST /messages', () =>
      problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' }),
    )
    await page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const bubble = log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText('Ask again in a few seconds.').waitFor()
    gateway.on('POST /messages', (body) => json({ ...unsettled(body), state: 'sent' }))
    await bubble.getByRole('button', { name: 'Send again' }).click()
    await bubble.getByText('Accepted by the host').waitFor()
    const ids = gateway.asked
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (body as { operationId: string }).operationId)
    expect(new Set(ids).size).toBe(1)
  })

  it('says why one cannot answer, and offers what one can do', async () => {
    await open('closed')
    await page.getByText('This session is closed.').waitFor()
    await page.getByRole('button', { name: 'Write to the customer' }).click()
    const choice = page.getByRole('dialog').getByRole('radio', { name: /WhatsApp/ })
    expect(await choice.getAttribute('aria-checked')).toBe('true')
  })
})

describe('staying up to date', () => {
  it('shows a new session and counts what customers write in others', async () => {
    await open('many')
    await page.getByText('Have a good evening, Pavel.').waitFor()
    await gateway.tell({
      kind: 'session',
      session: session({ id: 's-9', lineName: 'Returns', lastActivityAt: minutesAgo(0) }),
    })
    await gateway.tell({
      kind: 'message',
      message: from(0, 'I would like to return it', { sessionId: 's-9' }),
    })
    await page.getByRole('button', { name: /Returns · WhatsApp.*1/s }).waitFor()
    expect(await page.getByRole('heading', { level: 3 }).innerText()).toBe('Support · WhatsApp')
  })

  it('says that the connection is lost, and takes up where it stood', async () => {
    await open('many')
    await page.getByText('Have a good evening, Pavel.').waitFor()
    await page.context().setOffline(true)
    await page.getByText('No network. New messages will appear when it is back.').waitFor()
    await gateway.breakStreams()
    await page.context().setOffline(false)
    await page.getByText('No network.').waitFor({ state: 'hidden' })
    await gateway.tell({ kind: 'message', message: from(0, 'After the break', { sessionId: 's-1' }) })
    await page.getByText('After the break').waitFor()
    expect(await page.getByText('Connection lost.').count()).toBe(0)
  })

  it('asks the page for another context and goes on with it', async () => {
    await open('many')
    await page.evaluate(() => {
      document.addEventListener('firstline-context-needed', (event) => {
        ;(event as CustomEvent<{ use(token: string): void }>).detail.use('renewed')
      })
    })
    let first = true
    gateway.on('POST /messages', (body) => {
      if (!first) return json({ ...unsettled(body), state: 'sent' })
      first = false
      return problem(401, { code: 'context-expired', detail: 'The time of this card is over.' })
    })
    await page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await log()
      .getByRole('article')
      .filter({ hasText: 'See you then' })
      .getByText('Accepted by the host')
      .waitFor()
    expect(first).toBe(false)
  })

  it('offers to try again when the host is down, and shows the card when it is back', async () => {
    page = await browser.newPage()
    await page.goto(gateway.page('host-down'))
    await page.getByRole('alert').getByText('The host cannot be reached at the moment.').waitFor()
    gateway.on('GET /card', () => json(cardWith([session({ id: 's-1' })], [from(5, 'Back again')])))
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Back again').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

function unsettled(body: unknown): object {
  const { operationId, text } = body as { operationId: string; text: string }
  return {
    operationId,
    text,
    state: 'sending',
    sessionId: 's-1',
    messageId: null,
    routing: 'none',
    reasons: [],
    failure: null,
    subject: null,
    at: minutesAgo(0),
  }
}
