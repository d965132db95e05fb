import { afterAll, beforeAll, expect, it } from 'vitest'
import { cardWith, closed, from, PAVEL, session } from '../../widget/stories/people.ts'
import { operation } from '../../widget/stories/talk.ts'
import { way } from '../../widget/stories/ways.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { json } from './fake-gateway.ts'

const OPEN = session({ id: 's-1' })
const LETTER = closed({
  id: 's-2',
  lineId: 'line-2',
  lineName: 'Orders',
  channel: 'email',
  subject: 'Order 7741',
})

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterAll(() => kit.stop())

it('shows all sessions as one history with their borders, narrowed by the gateway, live, and leads into each session', async () => {
  const unsent = operation({ operationId: 'o-1', sessionId: 's-1', text: 'Not sent in the open one' })
  const card = cardWith([OPEN, LETTER], [from(10, 'In the open one')], { operations: [unsent] })
  const timeline = {
    items: [
      from(60, 'By letter', { id: 'l-1', sessionId: 's-2' }),
      from(10, 'In the open one', { id: 'w-1', sessionId: 's-1' }),
    ],
    sessions: [OPEN, LETTER],
    next: null,
  }
  kit.gateway.scenes.set('merged', {
    card: { ...card, can: { ...card.can, history: ['account'] }, timeline, ways: [way({ channel: 'max' })] },
  })
  kit.gateway.on(`GET /contacts/${PAVEL.id}/timeline`, (_body, search) => {
    const line = new URLSearchParams(search).get('line')
    return json({
      ...timeline,
      items: timeline.items.filter((one) => line !== 'line-2' || one.sessionId === 's-2'),
    })
  })
  await kit.open('merged')
  await kit.page.getByRole('button', { name: 'All sessions' }).click()
  await kit.log().getByText('By letter').waitFor()
  const text = await kit.log().innerText()
  expect(text.indexOf('Orders · Email')).toBeLessThan(text.indexOf('By letter'))
  expect(text.indexOf('By letter')).toBeLessThan(text.indexOf('Support · WhatsApp'))
  expect(text).toContain('Order 7741')
  // The card brought it: nothing else was asked for.
  expect(kit.gateway.asked.filter(({ path }) => path.endsWith('/timeline'))).toEqual([])

  await kit.gateway.tell({ kind: 'message', message: from(0, 'Just now', { id: 'w-2', sessionId: 's-1' }) })
  await kit.log().getByText('Just now').waitFor()
  await kit.log().getByText('Not sent in the open one').waitFor()

  await kit.page.getByRole('button', { name: 'Filter' }).click()
  // The list of sessions has not come to those on every address that the customer has.
  const channels = kit.page.getByRole('combobox', { name: 'Channel' }).getByRole('option')
  expect((await channels.allInnerTexts()).join()).toMatch(/Email.*WhatsApp.*MAX/i)
  await kit.page.getByRole('combobox', { name: 'Line' }).selectOption('line-2')
  await kit.log().getByText('In the open one', { exact: true }).waitFor({ state: 'detached' })
  await kit.log().getByText('By letter').waitFor()
  expect(await kit.log().getByText('Not sent in the open one').count()).toBe(0)
  const asked = kit.gateway.asked.filter(({ path }) => path.endsWith('/timeline'))
  expect(asked.map(({ query }) => query.get('line'))).toEqual(['line-2'])
  await kit.gateway.tell({
    kind: 'message',
    message: from(0, 'Not of this line', { id: 'w-3', sessionId: 's-1' }),
  })
  await kit.gateway.tell({
    kind: 'message',
    message: from(0, 'Another letter', { id: 'l-2', sessionId: 's-2' }),
  })
  await kit.log().getByText('Another letter').waitFor()
  expect(await kit.log().getByText('Not of this line').count()).toBe(0)
  // What was read here is not new in the list.
  const row = kit.page.getByRole('navigation', { name: 'Sessions' }).getByRole('button', { name: /Orders/u })
  await expect.poll(() => row.locator('.unseen').count()).toBe(0)

  await kit
    .log()
    .getByRole('button', { name: /Orders · Email/ })
    .click()
  await kit.page.getByRole('heading', { name: /Orders · Email/ }).waitFor()
  expect(await kit.page.getByRole('group', { name: 'Filters' }).count()).toBe(0)
})

it('says how each session stands uncut at its border, in Russian on a card of 380 pixels, however long the rest is', async () => {
  const long = {
    lineName: 'Поддержка корпоративных клиентов северо-западного региона',
    operatorName: 'Анна-Мария Константинопольская-Рождественская',
    subject: 'Доставка заказа 7741: перенос, замена и возврат двух позиций',
  }
  const sessions = [
    session({ id: 's-1', ...long }),
    session({ id: 's-2', ...long, state: 'queued', channel: 'email', lineName: 'Круглосуточнаялиния' }),
    closed({ id: 's-3', ...long }),
  ]
  const items = sessions.map(({ id: sessionId }, n) =>
    from(30 - n, `Ответ ${n}`, { id: `b-${n}`, sessionId }),
  )
  const card = cardWith(sessions, items.slice(0, 1))
  kit.gateway.scenes.set('borders', {
    card: { ...card, can: { ...card.can, history: ['account'] }, timeline: { items, sessions, next: null } },
  })
  await kit.page.setViewportSize({ width: 380, height: 720 })
  await kit.page.goto(kit.gateway.page('borders', { locale: 'ru' }))
  await kit.page.locator('button.fold').click()
  await kit.page.getByRole('button', { name: 'Все сессии' }).click()
  await kit.page.getByText('Ответ 2').waitFor()
  for (const state of ['Открыта', 'В очереди', 'Закрыта']) {
    const border = kit.page.locator('.border', { hasText: state })
    const cut = await border.getByText(state, { exact: true }).evaluate((one) => {
      const words = document.createRange()
      words.selectNodeContents(one)
      const [text, own] = [words.getBoundingClientRect(), one.getBoundingClientRect()]
      const edge = (one.closest('.border') as Element).getBoundingClientRect()
      return {
        inItself: text.left >= own.left - 0.5 && text.right <= own.right + 0.5,
        inBorder: own.left >= edge.left && own.right <= edge.right,
        onPage: edge.right <= innerWidth,
        inOneLine: text.height < 20,
      }
    })
    expect({ state, ...cut }).toEqual({
      state,
      inItself: true,
      inBorder: true,
      onPage: true,
      inOneLine: true,
    })
  }
})

it('stands at what was said last', async () => {
  const items = Array.from({ length: 30 }, (_, n) =>
    from(90 - n, `Said ${n}`, { id: `e-${n}`, sessionId: 's-1' }),
  )
  const card = cardWith([OPEN], items.slice(-2))
  kit.gateway.scenes.set('long-merged', {
    card: {
      ...card,
      can: { ...card.can, history: ['account'] },
      timeline: { items, sessions: [OPEN], next: null },
    },
  })
  await kit.open('long-merged')
  await kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()
  await kit.page.getByRole('button', { name: 'All sessions' }).click()
  await kit.log().getByText('Said 29').waitFor()
  await expect
    .poll(() =>
      kit
        .log()
        .evaluate(({ parentElement: box }) => box && box.scrollHeight - box.clientHeight - box.scrollTop),
    )
    .toBeLessThanOrEqual(1)
  expect(await kit.log().evaluate((one) => one.parentElement?.scrollTop)).toBeGreaterThan(0)
})

it('goes to the beginning when asked for a day before it, in few questions', async () => {
  const DAY = 24 * 60
  const all = Array.from({ length: 400 }, (_, n) =>
    from((400 - n) * DAY, `Day ${n}`, { id: `d-${n}`, sessionId: 's-1' }),
  )
  const page = (end: number) => ({
    items: all.slice(Math.max(0, end - 30), end),
    sessions: [OPEN],
    next: end > 30 ? String(end - 30) : null,
  })
  const card = cardWith([OPEN], all.slice(-2))
  const can = { ...card.can, history: ['account'] }
  kit.gateway.scenes.set('years', { card: { ...card, can, timeline: page(400) } })
  kit.gateway.on(`GET /contacts/${PAVEL.id}/timeline`, (_body, search) => {
    const query = new URLSearchParams(search)
    const until = Date.parse(query.get('at') ?? new Date().toISOString())
    const end = query.get('cursor') ?? all.filter(({ at }) => Date.parse(at) <= until).length
    return json(page(Number(end)))
  })
  await kit.open('years')
  await kit.page.getByRole('button', { name: 'All sessions' }).click()
  await kit.log().getByText('Day 399').waitFor()
  await kit.page.getByRole('button', { name: 'Search in the history' }).click()
  kit.gateway.asked.length = 0
  await kit.page.getByLabel('Go to a day').fill('2015-01-01')
  await kit.log().getByText('Day 0', { exact: true }).waitFor()
  await expect.poll(() => kit.log().locator('[data-found]').innerText()).toContain('Day 0')
  expect(kit.gateway.asked.filter(({ path }) => path.endsWith('/timeline')).length).toBeLessThan(16)
  // Who types a year passes through others on the way to it: nobody goes there, and no host is asked.
  kit.gateway.asked.length = 0
  const day = kit.page.getByLabel('Go to a day')
  for (const typed of ['0002-05-04', '0020-05-04', '0202-05-04', '2999-05-04']) await day.fill(typed)
  expect(kit.gateway.asked).toEqual([])
})

const said = (n: number, sessionId: string) => from(100 - n, `Said ${n}`, { id: `h-${n}`, sessionId })

it('after an hour without network has all that was said, once and in order, however the news of it come', async () => {
  const all = Array.from({ length: 60 }, (_, n) => said(n, n % 3 === 0 ? 's-2' : 's-1'))
  const known = all.slice(0, 20)
  const card = cardWith(
    [OPEN, LETTER],
    known.filter(({ sessionId }) => sessionId === 's-1'),
  )
  const can = { ...card.can, history: ['account'] }
  const sessions = [OPEN, LETTER]
  kit.gateway.scenes.set('hour', { card: { ...card, can, timeline: { items: known, sessions, next: null } } })
  await kit.open('hour')
  await kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()
  await kit.page.getByRole('button', { name: 'All sessions' }).click()
  await kit.log().getByText('Said 19').waitFor()

  await kit.page.context().setOffline(true)
  await kit.page.getByText('No network.').waitFor()
  // What came meanwhile is more than a page.
  kit.gateway.on(`GET /contacts/${PAVEL.id}/timeline`, (_body, search) => {
    const end = Number(new URLSearchParams(search).get('cursor') ?? all.length)
    const start = Math.max(0, end - 15)
    return json({ items: all.slice(start, end), sessions, next: start > 0 ? String(start) : null })
  })
  await kit.page.context().setOffline(false)
  await kit.gateway.breakStreams()
  await kit.gateway.tell({ kind: 'reload' })
  await kit.log().getByText('Said 59').waitFor()
  for (const n of [57, 58, 57, 40, 59, 21])
    await kit.gateway.tell({ kind: 'message', message: all[n] ?? said(n, 's-1') })
  await kit.gateway.tell({ kind: 'message', message: from(0, 'Said 60', { id: 'h-60', sessionId: 's-2' }) })
  await kit.log().getByText('Said 60').waitFor()
  const seen: number[] = []
  await expect
    .poll(async () => {
      await kit.log().evaluate(({ parentElement: box }) => box?.scrollBy(0, -300))
      const numbers = (await kit.log().innerText()).match(/Said \d+/gu)?.map((text) => Number(text.slice(5)))
      if (numbers) seen.push(...numbers.filter((n) => !seen.includes(n)))
      expect(numbers).toEqual(numbers?.toSorted((a, b) => a - b))
      expect(new Set(numbers).size).toBe(numbers?.length)
      return seen.length
    })
    .toBe(61)
})
