import type { Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reason } from '../../src/domain/reasons.ts'
import { cardWith, EMPTY_DRAFT, from, minutesAgo, session, to } from '../../widget/stories/people.ts'
import { operation } from '../../widget/stories/talk.ts'
import { startCardKit, unsettled, type CardKit } from './card-kit.ts'
import { json, problem } from './fake-gateway.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

/** What is sent gets no answer. */
const lost = (route: Route) =>
  route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue()

describe('answering', () => {
  it('shows the message at once, and the host’s own in its place when it comes', async () => {
    await kit.open('many')
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.on('POST /messages', async (body) => {
      await promise
      return json({ ...unsettled(body), state: 'sent', messageId: 'm-new' })
    })
    await kit.page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await kit.page.keyboard.press('Control+Enter')
    const bubble = kit.log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText('Sending').waitFor()
    resolve()
    await bubble.getByText('Accepted by the host').waitFor()
    await kit.gateway.tell({
      kind: 'message',
      message: to(0, 'See you then', { id: 'm-new', sessionId: 's-1', status: 'delivered' }),
    })
    await bubble.getByText('Delivered').waitFor()
    expect(await bubble.count()).toBe(1)
  })

  it('keeps a message that did not leave, and sends the same intention again', async () => {
    await kit.open('many')
    kit.gateway.on('POST /messages', () =>
      problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' }),
    )
    await kit.page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await kit.page.getByRole('button', { name: 'Send', exact: true }).click()
    const bubble = kit.log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText('Ask again in a few seconds.').waitFor()
    kit.gateway.on('POST /messages', (body) => json({ ...unsettled(body), state: 'sent' }))
    await bubble.getByRole('button', { name: 'Try again' }).click()
    await bubble.getByText('Accepted by the host').waitFor()
    const ids = kit.gateway.asked
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (body as { operationId: string }).operationId)
    expect(new Set(ids).size).toBe(1)
  })

  it('does not say that a message did not leave while nobody knows, and finds out (R-ERR-3)', async () => {
    await kit.open('many')
    await kit.page.route('**/sessions/*/messages*', lost)
    const write = async (text: string): Promise<string> => {
      const asked = kit.page.waitForRequest((request) => request.method() === 'POST')
      await kit.page.getByRole('textbox', { name: 'Write a message' }).fill(text)
      await kit.page.keyboard.press('Control+Enter')
      return (JSON.parse((await asked).postData() ?? '') as { operationId: string }).operationId
    }
    const [first, second] = [await write('One'), await write('Two')]
    const [one, two] = ['One', 'Two'].map((text) => kit.log().getByRole('article').filter({ hasText: text }))
    for (const bubble of [one, two]) {
      await bubble!.getByText('Not known yet').waitFor()
      await bubble!.getByRole('button', { name: 'Try again' }).waitFor()
    }
    // The gateway has the first, and has never heard of the second.
    const sent = { ...unsettled({ operationId: first, text: 'One' }), state: 'sent' }
    kit.gateway.on(`GET /operations/${first}`, () => json(sent))
    kit.gateway.on(`GET /operations/${second}`, () => json(null))
    await one!.getByText('Accepted by the host').waitFor()
    await two!.getByText('Not sent').waitFor()
    expect(await one!.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  })

  it('sends what is settled as not sent again as a new message, and says so', async () => {
    await kit.open('many')
    const failure = { code: 'not-sent', text: 'The channel is switched off.' }
    kit.gateway.on('POST /messages', (body) => json({ ...unsettled(body), state: 'failed', failure }))
    await kit.page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await kit.page.keyboard.press('Control+Enter')
    const bubble = kit.log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText('The channel is switched off.').waitFor()
    kit.gateway.on('POST /again', () =>
      json({ ...unsettled({ operationId: 'new+1', text: 'See you then' }), state: 'sent' }),
    )
    await bubble.getByRole('button', { name: 'Send again as a new message' }).click()
    await bubble.getByText('Accepted by the host').waitFor()
    expect(await bubble.count()).toBe(1)
  })

  it('shows a refused one after a reload with what would lift it, until it is put away for good (R-ERR-1)', async () => {
    const text = 'This session is closed. Choose another way to write.'
    const refused = operation({
      operationId: 'op-refused',
      sessionId: 's-1',
      text: 'See you then',
      state: 'refused',
      failure: { code: 'session-closed', text },
    })
    kit.gateway.scenes.set('refused', {
      card: cardWith([session({ id: 's-1' })], [from(5, 'Hello', { sessionId: 's-1' })], {
        operations: [refused, { ...refused, operationId: 'op-other', text: 'Until Thursday' }],
      }),
    })
    // What was begun there before is refused by now: its words are back, with the reason.
    kit.gateway.on('GET /sessions/s-1/draft', () =>
      json({ draft: { ...EMPTY_DRAFT, operationId: 'op-begun', text: 'Thursday then', version: 3 } }),
    )
    kit.gateway.on('GET /operations/op-begun', () => json({ ...refused, operationId: 'op-begun' }))
    await kit.open('refused')
    await kit.page.getByText(`Not sent. Your text is back. ${text}`).waitFor()
    // Another tab puts one away.
    const other = kit.log().getByRole('article').filter({ hasText: 'Until Thursday' })
    await other.waitFor()
    await kit.gateway.tell({
      kind: 'operation',
      operation: { ...refused, operationId: 'op-other', text: 'Until Thursday', putAway: true },
    })
    await other.waitFor({ state: 'detached' })
    const bubble = kit.log().getByRole('article').filter({ hasText: 'See you then' })
    await bubble.getByText(text).waitFor()
    await bubble.getByRole('button', { name: 'Send again as a new message' }).waitFor()
    await bubble.getByRole('button', { name: 'Remove' }).click()
    await expect
      .poll(() => kit.gateway.asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path))
      .toEqual(['/operations/op-begun/notice', '/operations/op-refused/notice'])
    expect(await bubble.count()).toBe(0)
    // News of it that come late do not bring it back.
    await kit.gateway.tell({ kind: 'operation', operation: refused })
    const last = { ...refused, operationId: 'op-last', text: 'The last word' }
    await kit.gateway.tell({ kind: 'operation', operation: last })
    await kit.log().getByText('The last word').waitFor()
    expect(await bubble.count()).toBe(0)
    // What is refused again goes back to where it was written, and is shown once it is sent from there.
    kit.gateway.on('POST /messages', (body) => json({ ...unsettled(body), state: 'refused' }))
    const send = kit.page.getByRole('button', { name: 'Send', exact: true })
    await send.click()
    await expect
      .poll(() => kit.page.getByRole('textbox', { name: 'Write a message' }).inputValue())
      .toBe('Thursday then')
    kit.gateway.on('POST /messages', (body) => json(unsettled(body), 202))
    await send.click()
    const again = kit.log().getByRole('article').filter({ hasText: 'Thursday then' })
    await again.getByText('Sending').waitFor()
    const sent = kit.gateway.asked.findLast(({ method }) => method === 'POST')
    await kit.gateway.tell({
      kind: 'operation',
      operation: { ...refused, ...unsettled(sent?.body), state: 'refused' },
    })
    await again.getByText('Not sent').waitFor()
  })

  it('says why one cannot answer, and offers what one can do', async () => {
    await kit.open('closed')
    await kit.page.getByText('This session is closed.').waitFor()
    await kit.page.getByRole('button', { name: 'Write to the customer' }).click()
    const choice = kit.page.getByRole('dialog').getByRole('radio', { name: /WhatsApp/ })
    expect(await choice.getAttribute('aria-checked')).toBe('true')
  })

  it('R-READ-1: says that one may only read, and whom to ask, where one would write and where one would start', async () => {
    await kit.open('reader')
    const troubles = kit.log().getByText('You may only read', { exact: false })
    await expect.poll(() => troubles.allInnerTexts()).toEqual(Array(2).fill('You may only read here.'))
    expect(await kit.log().getByRole('button', { name: /again/ }).count()).toBe(0)
    const composer = kit.page.getByRole('region', { name: 'Answer' })
    expect(await composer.innerText()).toMatch(
      /^You may only read here\.\s+To write, ask Anna Orlova, 112 for access\.$/,
    )
    expect(await composer.getByRole('button').count()).toBe(0)
    const start = kit.page.getByRole('button', { name: 'New session' })
    expect(await start.getAttribute('aria-disabled')).toBe('true')
    const described = await start.evaluate((button) => {
      const root = button.getRootNode() as ShadowRoot
      return root.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent
    })
    expect(described).toContain('To write, ask Anna Orlova, 112 for access.')
    await start.click({ force: true })
    await start.press('Enter')
    expect(await kit.page.getByRole('dialog').count()).toBe(0)
    // On one line only: there one reads, and starts elsewhere.
    await kit.open('reader-of-line')
    await composer.getByText('You may only read on Support.').waitFor()
    await expect.poll(() => troubles.count()).toBe(2)
    expect(await kit.log().getByRole('button', { name: /again/ }).count()).toBe(0)
    await start.click()
    await kit.page.getByRole('dialog').waitFor()
  })

  it('tells what went well with a session, and puts it away by itself, unless somebody is at it', async () => {
    await kit.page.clock.install()
    const free = session({ id: 's-1', operatorId: null, deeds: ['take', 'close'] })
    kit.gateway.scenes.set('free', { card: cardWith([free], []) })
    kit.gateway.on('POST /sessions/s-1/take', (body) =>
      json({ ...unsettled(body), text: '', state: 'sent', deed: 'take' }),
    )
    await kit.open('free')
    await kit.page.getByRole('button', { name: 'Take it' }).click()
    const said = kit.page.locator('.deeds .said').getByText('The session is yours.')
    await said.hover()
    await kit.page.clock.runFor(60_000)
    expect(await said.count()).toBe(1)
    await kit.page.mouse.move(1, 1)
    await kit.page.clock.runFor(6000)
    await said.waitFor({ state: 'detached' })
    expect(await kit.page.evaluate(() => document.activeElement?.tagName)).toBe('FIRSTLINE-CONVERSATION')
  })

  it('R-WIN-1: once the window is closed the composer makes way for the reason and for another way to write', async () => {
    await kit.open('many')
    await kit.page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    const replyReasons = [reason('template-required', { kind: 'choose-another' })]
    await kit.gateway.tell({ kind: 'session', session: session({ id: 's-1', replyReasons }) })
    await kit.page
      .getByText('Until the customer writes here, only an approved template may be sent.')
      .waitFor()
    expect(await kit.page.getByRole('textbox', { name: 'Write a message' }).count()).toBe(0)
    await kit.page.getByRole('button', { name: 'Write to the customer' }).waitFor()
    await kit.gateway.tell({ kind: 'session', session: session({ id: 's-1' }) })
    const box = kit.page.getByRole('textbox', { name: 'Write a message' })
    await box.waitFor()
    expect(await box.inputValue()).toBe('See you then')
  })
})

describe('staying up to date', () => {
  it('shows a new session and counts what customers write in others', async () => {
    await kit.open('many')
    await kit.page.getByText('Have a good evening, Pavel.').waitFor()
    await kit.gateway.tell({
      kind: 'session',
      session: session({ id: 's-9', lineName: 'Returns', lastActivityAt: minutesAgo(0) }),
    })
    await kit.gateway.tell({
      kind: 'message',
      message: from(0, 'I would like to return it', { sessionId: 's-9' }),
    })
    await kit.page.getByRole('button', { name: /Returns · WhatsApp.*1/s }).waitFor()
    expect(await kit.page.getByRole('heading', { level: 3 }).innerText()).toBe('Support · WhatsApp')
  })

  it('says that the connection is lost, and takes up where it stood', async () => {
    await kit.open('many')
    await kit.page.getByRole('textbox', { name: 'Write a message' }).waitFor()
    const [newest] = await kit
      .log()
      .getByRole('article')
      .all()
      .then((all) => all.slice(-1))
    const place = await newest?.boundingBox()
    await kit.page.context().setOffline(true)
    await kit.page.getByText('No network. New messages will appear when it is back.').waitFor()
    expect(await newest?.boundingBox()).toEqual(place)
    await kit.gateway.breakStreams()
    await kit.page.context().setOffline(false)
    await kit.page.getByText('No network.').waitFor({ state: 'hidden' })
    await kit.gateway.tell({ kind: 'message', message: from(0, 'After the break', { sessionId: 's-1' }) })
    await kit.page.getByText('After the break').waitFor()
    expect(await kit.page.getByText('Connection lost.').count()).toBe(0)
  })

  it('asks the page for another context and goes on with it', async () => {
    await kit.open('many')
    await kit.page.evaluate(() => {
      document.addEventListener('firstline-context-needed', (event) => {
        ;(event as CustomEvent<{ use(token: string): void }>).detail.use('renewed')
      })
    })
    let first = true
    kit.gateway.on('POST /messages', (body) => {
      if (!first) return json({ ...unsettled(body), state: 'sent' })
      first = false
      return problem(401, { code: 'context-expired', detail: 'The time of this card is over.' })
    })
    await kit.page.getByRole('textbox', { name: 'Write a message' }).fill('See you then')
    await kit.page.getByRole('button', { name: 'Send', exact: true }).click()
    await kit
      .log()
      .getByRole('article')
      .filter({ hasText: 'See you then' })
      .getByText('Accepted by the host')
      .waitFor()
    expect(first).toBe(false)
  })

  it('offers to try again when the host is down, and shows the card when it is back', async () => {
    await kit.page.goto(kit.gateway.page('host-down'))
    await kit.page.getByRole('alert').getByText('The host cannot be reached at the moment.').waitFor()
    kit.gateway.on('GET /card', () => json(cardWith([session({ id: 's-1' })], [from(5, 'Back again')])))
    await kit.page.getByRole('button', { name: 'Try again' }).click()
    await kit.page.getByText('Back again').waitFor()
    expect(await kit.page.getByRole('alert').count()).toBe(0)
  })
})
