import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cardWith, closed, from, minutesAgo, PAVEL, session, to } from '../../widget/stories/people.ts'
import { operation } from '../../widget/stories/talk.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { json } from './fake-gateway.ts'

const OPEN = session({ id: 's-1' })
const OTHER = closed({ id: 's-2', lineId: 'line-2', lineName: 'Orders', channel: 'email' })

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
beforeEach(() => kit.newPage())
afterAll(() => kit.stop())

const box = () => kit.log().locator('xpath=..')
const atEnd = async () =>
  await expect
    .poll(() => box().evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight))
    .toBeLessThanOrEqual(1)
const asked = (end: string) => kit.gateway.asked.filter(({ path }) => path.endsWith(end))
/** Begins to write down what whoever listens is told: what comes into the messages while they are announced. */
const listen = () =>
  kit.page.evaluate(() => {
    const heard: string[] = []
    Reflect.set(window, 'heard', heard)
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes)
        if ((target as Element).closest?.('[role=log][aria-live=polite]'))
          for (const { textContent } of addedNodes) if (textContent?.trim()) heard.push(textContent)
    }).observe(document.querySelector('firstline-conversation')?.shadowRoot as Node, {
      childList: true,
      subtree: true,
    })
  })
const heard = () => kit.page.evaluate(() => (Reflect.get(window, 'heard') as string[]).join('\n'))
const composer = () => kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()

describe('what one has not read', () => {
  it('begins with a line, is counted while one reads further up, and is one click away', async () => {
    const items = Array.from({ length: 40 }, (_, n) =>
      from(100 - n, `Said ${n}`, { id: `m-${n}`, sessionId: 's-1' }),
    )
    kit.gateway.scenes.set('unread', { card: cardWith([OPEN, OTHER], items) })
    kit.gateway.on('GET /sessions/s-2/messages', () =>
      json({
        items: ['One', 'Two', 'Three'].map((text, n) =>
          from(9 - n, text, { id: `o-${n}`, sessionId: 's-2' }),
        ),
        next: null,
      }),
    )
    await kit.open('unread')
    await composer()
    await box().evaluate((one) => one.scrollTo(0, 0))
    await kit.page.getByRole('button', { name: 'To the newest' }).waitFor()
    for (const [n, text] of ['First', 'Second', 'Third'].entries())
      await kit.gateway.tell({
        kind: 'message',
        message: from(-n / 60, `${text} new`, { id: `n-${n}`, sessionId: 's-1' }),
      })
    await kit.page.getByRole('button', { name: '3 new messages' }).click()
    const log = kit.log()
    await log.getByText('Third new').waitFor()
    expect(await log.innerText()).toMatch(/Said 39[\s\S]*\nNew\n[\s\S]*First new/)
    await atEnd()
    await kit.page.getByRole('button', { name: /new message/ }).waitFor({ state: 'detached' })

    for (const n of [0, 1])
      await kit.gateway.tell({
        kind: 'message',
        message: from(9 - n - 1, ['Two', 'Three'][n] ?? '', { id: `o-${n + 1}`, sessionId: 's-2' }),
      })
    await listen()
    await kit.page.getByRole('button', { name: /Orders · Email.*2/su }).click()
    await log.getByText('Three').waitFor()
    await expect.poll(() => log.innerText()).toMatch(/One[\s\S]*\nNew\n[\s\S]*Two/)
    // What was said before is not announced, what is said from now on is.
    await expect.poll(() => log.getAttribute('aria-live')).toBe('polite')
    expect(await heard()).toBe('')
    await kit.gateway.tell({ kind: 'message', message: from(0, 'Four', { id: 'o-4', sessionId: 's-2' }) })
    await expect.poll(heard).toContain('Four')
    expect(await heard()).not.toContain('Three')
  })
})

/** A host that gives twenty messages at once, of a session in which ever more is said; the newest is number `said`. */
function serve(sessionId: string, path: string, page: (query: URLSearchParams, said: number) => object) {
  const state = { said: 5 }
  kit.gateway.on(`GET ${path}`, (_body, search) => json(page(new URLSearchParams(search), state.said)))
  return {
    async say(upTo: number) {
      while (state.said < upTo) {
        state.said += 1
        await kit.gateway.tell({ kind: 'message', message: said(state.said, sessionId) })
      }
    },
  }
}
const said = (n: number, sessionId = 's-2') =>
  from(200 - n, `Question ${n}`, { id: `q-${String(n).padStart(3, '0')}`, sessionId })
/** The twenty up to that number. */
function pageUpTo(last: number) {
  const numbers = Array.from({ length: 20 }, (_, n) => last - 19 + n).filter((n) => n > 0)
  return { items: numbers.map((n) => said(n)), next: last > 20 ? `c-${last - 20}` : null }
}
const byCursor = (query: URLSearchParams, newest: number) =>
  pageUpTo(Number(query.get('cursor')?.slice('c-'.length) ?? newest))

/** The merged history is asked for until a time, too. */
const upTo = (query: URLSearchParams, newest: number) => {
  const until = query.get('at')
  const last = until ? Math.round(200 - (Date.now() - Date.parse(until)) / 60_000) : newest
  return query.get('cursor') ? byCursor(query, newest) : pageUpTo(Math.min(last, newest))
}

/** In a history that is scrolled: stands the first that was not read in sight, and what was read before it not far above? */
async function standsAtTheFirst(first: string, counted: string) {
  const log = kit.log()
  await log.getByText('New', { exact: true }).waitFor()
  await expect
    .poll(async () => {
      const [frame, mark, row] = await Promise.all(
        [box(), log.getByText('New', { exact: true }), log.getByText(first, { exact: true })].map((one) =>
          one.boundingBox(),
        ),
      )
      return (
        frame && mark && row && [mark.y >= frame.y - 1, mark.y < row.y, row.y < frame.y + frame.height / 2]
      )
    })
    .toEqual([true, true, true])
  await kit.page.getByRole('button', { name: counted }).waitFor()
}

const scene = () => cardWith([OPEN, OTHER], [from(300, 'Long ago', { id: 'm-1', sessionId: 's-1' })])

describe('more than a host gives at once was not read', () => {
  it('a session opens where that begins, and what follows comes as one reads on', async () => {
    kit.gateway.scenes.set('much', { card: scene() })
    const host = serve('s-2', '/sessions/s-2/messages', byCursor)
    kit.gateway.on('GET /sessions/s-2/around', (_body, search) => {
      expect(new URLSearchParams(search).get('message')).toBe('q-006')
      return json({ found: true, ...pageUpTo(25), cursor: 'c-25', newer: [null, 'c-65', 'c-45'] })
    })
    await kit.open('much')
    await composer()
    await host.say(85)
    await kit.page.getByRole('button', { name: /Orders · Email.*80/su }).click()
    await standsAtTheFirst('Question 6', '80 new messages')
    await host.say(86)
    await kit.page.getByRole('button', { name: '81 new messages' }).click()
    await kit.log().getByText('Question 86').waitFor()
    await atEnd()
    await kit.page.getByRole('button', { name: /new message/ }).waitFor({ state: 'detached' })
    // Read once, it is read.
    await box().evaluate((one) => one.scrollTo(0, 0))
    await kit.page.getByRole('button', { name: 'To the newest' }).waitFor()
  })

  it('where it is not there any more, one stands at the end and is told nothing untrue', async () => {
    kit.gateway.scenes.set('taken-away', { card: scene() })
    const host = serve('s-2', '/sessions/s-2/messages', byCursor)
    kit.gateway.on('GET /sessions/s-2/around', () =>
      json({ found: false, items: [], next: null, cursor: null, newer: [] }),
    )
    await kit.open('taken-away')
    await composer()
    await host.say(85)
    await kit.page.getByRole('button', { name: /Orders · Email.*80/su }).click()
    await expect.poll(() => asked('/sessions/s-2/around').length).toBe(1)
    await kit.log().getByText('Question 85').waitFor()
    await atEnd()
    expect(await kit.page.getByRole('button', { name: /new message/ }).count()).toBe(0)
  })

  it('the history of all sessions opens where that begins', async () => {
    const card = scene()
    const timeline = { items: card.open?.messages.items ?? [], sessions: [OPEN, OTHER], next: null }
    kit.gateway.scenes.set('merged-much', {
      card: { ...card, can: { ...card.can, history: ['account'] }, timeline },
    })
    const host = serve('s-2', `/contacts/${PAVEL.id}/timeline`, (query, newest) => ({
      ...upTo(query, newest),
      sessions: [OPEN, OTHER],
    }))
    await kit.open('merged-much')
    await composer()
    await host.say(85)
    await kit.page.getByRole('button', { name: /Orders · Email.*80/su }).waitFor()
    await kit.page.getByRole('button', { name: 'All sessions' }).click()
    await standsAtTheFirst('Question 6', '80 new messages')
    // Narrowed, it does not hold it at first.
    await kit.page.getByRole('button', { name: 'Filter' }).click()
    await kit.page.getByRole('combobox', { name: 'Line' }).selectOption('line-2')
    await expect.poll(() => asked('/timeline').some(({ query }) => query.get('at') !== null)).toBe(true)
    await standsAtTheFirst('Question 6', '80 new messages')
    await box().evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await kit.log().getByText('Question 85').waitFor()
    await box().evaluate((one) => one.scrollTo(0, one.scrollHeight))
    await atEnd()
    // What was read here is not new in the list.
    const row = kit.page
      .getByRole('navigation', { name: 'Sessions' })
      .getByRole('button', { name: /Orders/u })
    await expect.poll(() => row.locator('.unseen').count()).toBe(0)
  })
})

it('a card that is opened again tells what is new since it was read, of sessions that were read', async () => {
  const NEVER = session({ id: 's-3', lineName: 'Sales', channel: 'telegram' })
  const before = [from(300, 'Long ago', { id: 'm-1', sessionId: 's-1' })]
  const read = [said(1), said(2)]
  const unseen = () => kit.page.getByRole('navigation', { name: 'Sessions' }).locator('.unseen')
  const news = () => kit.log().getByText('New', { exact: true })
  const serveOther = (items: typeof before) =>
    kit.gateway.on('GET /sessions/s-2/messages', () => json({ items, next: null }))
  kit.gateway.scenes.set('days', { card: cardWith([OPEN, OTHER, NEVER], before) })
  serveOther(read)
  await kit.open('days')
  await composer()
  expect(await news().count()).toBe(0)
  await kit.page.getByRole('button', { name: /Orders · Email/u }).click()
  await kit.log().getByText('Question 2').waitFor()

  kit.gateway.scenes.set('days', {
    card: cardWith(
      [OPEN, { ...OTHER, lastActivityAt: minutesAgo(5) }, NEVER],
      [...before, from(4, 'Are you there?', { id: 'm-2', sessionId: 's-1' })],
    ),
  })
  serveOther([...read, said(190), said(191), said(192)])
  await kit.open('days')
  await expect.poll(() => kit.log().innerText()).toMatch(/Long ago[\s\S]*\nNew\n[\s\S]*Are you there/)
  await expect.poll(() => unseen().allInnerTexts()).toEqual(['3'])
  await kit.page.getByRole('button', { name: /Orders · Email.*3/su }).click()
  await expect.poll(() => kit.log().innerText()).toMatch(/Question 2\n[\s\S]*\nNew\n[\s\S]*Question 190/)
  await atEnd()
  // Of what was never read nobody knows what is new in it, and nobody asks.
  expect(asked('/sessions/s-3/messages')).toEqual([])

  await kit.open('days')
  await composer()
  await expect.poll(() => asked('/sessions/s-1/draft').length).toBeGreaterThan(1)
  expect([await news().count(), await unseen().count()]).toEqual([0, 0])
})

describe('R-AUDIT-1', () => {
  it('says of each message who, when and from where, with one click or Enter, and gives the focus back', async () => {
    const items = [
      from(20, 'From the customer', { id: 'm-1' }),
      to(10, 'Sent with us', { id: 'm-2', operationId: 'op-7', status: 'delivered' }),
    ]
    let status = 'delivered'
    const unsent = operation({ operationId: 'op-9', sessionId: 's-1', operatorId: null, text: '' })
    const operations = [{ ...unsent, attachments: ['Offer.pdf'] }]
    kit.gateway.scenes.set('audit', { card: cardWith([OPEN], items, { operations }) })
    kit.gateway.on('GET /operations/op-9/audit', () =>
      json({
        from: 'process',
        operator: null,
        operationId: 'op-9',
        initiativeId: 'run-77:notify',
        batchId: null,
        line: 'Support',
        channel: 'whatsapp',
        address: '+79120000001',
        template: null,
        plannedAt: minutesAgo(12),
        sentAt: minutesAgo(12),
        status: null,
        failure: { text: 'The message did not leave.', hostText: 'The channel is switched off.' },
        answeredAt: null,
        steps: [],
      }),
    )
    kit.gateway.on('GET /messages/m-2/audit', () =>
      json({
        from: 'batch',
        operator: { id: 'op-1', name: 'Olga Smirnova' },
        operationId: 'op-7',
        initiativeId: null,
        batchId: 'batch-3',
        line: 'Support',
        channel: 'whatsapp',
        address: '+79120000001',
        template: 'order-ready',
        rules: {
          release: '0.1.0',
          host: { print: '3f9a1c02', holds: true },
          workspace: { print: '77b0e4d1', holds: false },
        },
        plannedAt: minutesAgo(11),
        sentAt: minutesAgo(10),
        status,
        statuses: [
          { status: 'accepted', at: '2026-11-20T09:00:01Z', exact: true },
          { status: 'delivered', at: '2026-11-20T09:00:05Z', exact: false },
        ],
        answeredAt: null,
        steps: [
          { name: 'send', beganAt: minutesAgo(10), endedAt: minutesAgo(10), outcome: 'done', by: null },
        ],
      }),
    )
    await kit.open('audit')
    await composer()
    await kit
      .log()
      .getByRole('article')
      .filter({ hasText: 'Sent with us' })
      .getByRole('button', { name: /Details/ })
      .click()
    const dialog = kit.page.getByRole('dialog', { name: 'About this message' })
    await dialog.getByText('batch-3').waitFor()
    const text = await dialog.innerText()
    for (const part of [
      'Olga Smirnova',
      'A batch',
      'Support · WhatsApp',
      '+79120000001',
      'order-ready',
      'Rules of Firstline 0.1.0',
      'The host’s table 3f9a1c02, the same today',
      'The workspace’s settings 77b0e4d1, changed since',
      'op-7',
    ])
      expect(text).toContain(part)
    expect(text).toMatch(
      /Status\s+Accepted by the host · 20 November 2026 at \d\d:00:01\s+Delivered · not later than 20 November 2026 at \d\d:00:05\s+Operation/,
    )
    status = 'read'
    await kit.gateway.tell({ kind: 'message', message: { ...items[1]!, status: 'read' } })
    await expect.poll(() => dialog.innerText()).toMatch(/at \d\d:00:05\s+Read\s+Operation/)
    await dialog.getByText('What was done for it').click()
    await dialog.getByText('given to the host').waitFor()
    await kit.page.keyboard.press('Escape')
    expect(await dialog.count()).toBe(0)

    const row = kit.log().getByRole('listitem').filter({ hasText: 'From the customer' })
    await row.focus()
    await kit.page.keyboard.press('Enter')
    await dialog.getByText('The customer', { exact: true }).waitFor()
    expect(await dialog.locator('h2').evaluate((one) => one.matches(':focus'))).toBe(true)
    await kit.page.keyboard.press('Escape')
    await expect.poll(() => row.evaluate((one) => one.matches(':focus'))).toBe(true)
    expect(asked('/audit')).toHaveLength(2)

    // What did not leave is no message of the host, and is told of all the same.
    const lost = kit.log().getByRole('article').filter({ hasText: 'Offer.pdf' })
    await lost.getByRole('button', { name: /Details/ }).click()
    await dialog.getByText('run-77:notify').waitFor()
    expect(await dialog.innerText()).toMatch(
      /A step of a process[\s\S]*Given to the host[\s\S]*Status\s+Not sent\s+Why\s+The message did not leave\.\s+The host’s answer\s+“The channel is switched off\.”/,
    )
    expect(await dialog.innerText()).not.toMatch(/You|on its way/)
  })
})

const one = (n: number) =>
  closed({
    id: `s-${n}`,
    lineName: `Line ${n}`,
    lastActivityAt: minutesAgo(n * 60),
    closedAt: minutesAgo(n * 60),
  })

describe('5,000 sessions', () => {
  it('draw few rows, go by keyboard, and stand still when one of them comes to the top', async () => {
    const COUNT = 5000
    const page = (start: number) => ({
      items: Array.from({ length: Math.min(100, COUNT - start) }, (_, n) => one(start + n)),
      next: start + 100 < COUNT ? String(start + 100) : null,
    })
    kit.gateway.scenes.set('sessions', {
      card: { ...cardWith([one(0)], [from(1, 'Hello', { sessionId: 's-0' })]), sessions: page(0) },
    })
    kit.gateway.on(`GET /contacts/${PAVEL.id}/sessions`, (_body, search) =>
      json(page(Number(new URLSearchParams(search).get('cursor')))),
    )
    await kit.open('sessions')
    const list = kit.page.getByRole('navigation', { name: 'Sessions' })
    await expect.poll(() => list.getByRole('listitem').count()).toBeLessThan(40)
    expect(asked('/sessions')).toHaveLength(0)
    await expect
      .poll(
        async () => {
          await list.evaluate((box) => box.scrollTo(0, box.scrollHeight))
          return asked('/sessions').length
        },
        { timeout: 60_000 },
      )
      .toBe(49)
    expect(await list.getByRole('listitem').count()).toBeLessThan(40)
    await list.evaluate((box) => box.scrollTo(0, 3000))
    const seen = list.getByRole('button', { name: /Line 60 / })
    await seen.waitFor()
    const place = (await seen.boundingBox())?.y ?? 0
    await kit.gateway.tell({ kind: 'session', session: { ...one(4000), lastActivityAt: minutesAgo(0) } })
    await kit.gateway.tell({ kind: 'session', session: { ...one(0), subject: 'heard' } })
    await expect.poll(() => list.evaluate((box) => box.scrollTop)).toBeGreaterThan(3000)
    expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - place)).toBeLessThanOrEqual(1)
    await seen.focus()
    await kit.page.keyboard.press('ArrowDown')
    await expect.poll(() => list.locator('button:focus').innerText()).toContain('Line 61')
    await kit.page.keyboard.press('End')
    await expect.poll(() => list.locator('button:focus').innerText()).toContain('Line 4999')
    expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  })
})
