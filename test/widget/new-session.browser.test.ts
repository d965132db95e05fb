import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WireOperation } from '../../src/wire/schemas.ts'
import {
  card,
  IRINA,
  minutesAgo,
  PAVEL,
  reason,
  refused,
  session,
  way,
  WAYS,
} from '../../widget/stories/people.ts'
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

const TEXT = 'Good day, Pavel. Your order 7741 is ready.'

const answer = (body: unknown, part: Partial<WireOperation> = {}): WireOperation => ({
  operationId: (body as { operationId: string }).operationId,
  state: 'sent',
  sessionId: 's-1',
  messageId: null,
  routing: 'done',
  reasons: [],
  failure: null,
  text: (body as { text: string }).text,
  subject: null,
  at: minutesAgo(0),
  ...part,
})
const sent = (path: string): { body: Record<string, unknown> }[] =>
  gateway.asked.filter((one) => one.method === 'POST' && one.path === path) as never

async function openForm(scene: string): Promise<Locator> {
  page = await browser.newPage({ reducedMotion: 'reduce' })
  await page.goto(gateway.page(scene))
  await page.getByRole('button', { name: 'New session' }).click()
  const form = page.getByRole('dialog')
  await form.waitFor()
  return form
}
const write = (form: Locator, text: string) => form.getByRole('textbox', { name: 'Message' }).fill(text)
const send = (form: Locator) => form.getByRole('button', { name: 'Create and send' })

describe('starting a session', () => {
  it('goes from the button to the open session by the keyboard alone', async () => {
    gateway.on('POST /sessions', (body) => json(answer(body)))
    page = await browser.newPage()
    await page.goto(gateway.page('uncertain'))
    const button = page.getByRole('button', { name: 'New session' })
    await button.focus()
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog', { name: 'New session with Pavel Serov' })
    await form.waitFor()
    const first = form.getByRole('radio', { name: /WhatsApp \+79123456789/ })
    await vi.waitFor(async () => expect(await first.evaluate((one) => one.matches(':focus'))).toBe(true))
    await page.keyboard.press('ArrowDown')
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Order 7741')
    await page.keyboard.press('Tab')
    await page.keyboard.type(TEXT)
    await page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(sent('/sessions')).toHaveLength(1)
    expect(sent('/sessions')[0]?.body).toMatchObject({
      contactId: 'c-1',
      lineId: 'line-2',
      channel: 'email',
      address: 'p.serov@example.com',
      subject: 'Order 7741',
      text: TEXT,
    })
  })

  it('shows a refused way with its reason and does not let it be chosen', async () => {
    const form = await openForm('many')
    const bot = form.getByRole('radio', { name: /Telegram bot/ })
    expect(await bot.getAttribute('aria-disabled')).toBe('true')
    await bot.click({ force: true })
    expect(await bot.getAttribute('aria-checked')).toBe('false')
    expect(await form.innerText()).toContain(
      'The customer has never written here, so we may not write first.',
    )
  })

  it('filters the ways by line', async () => {
    const form = await openForm('many')
    await form.getByRole('combobox', { name: 'Line' }).selectOption({ label: 'Orders' })
    expect(await form.getByRole('radio').count()).toBe(1)
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
  })

  it('sends once, however often it is pressed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gateway.on('POST /sessions', async (body) => {
      await promise
      return json(answer(body))
    })
    const form = await openForm('many')
    await write(form, TEXT)
    await send(form).dblclick()
    await page.keyboard.press('Control+Enter')
    await form.getByRole('button', { name: 'Sending' }).click({ force: true })
    resolve()
    await form.waitFor({ state: 'hidden' })
    expect(sent('/sessions')).toHaveLength(1)
  })

  it('asks for what is missing and sends nothing', async () => {
    const form = await openForm('many')
    await send(form).click()
    expect(await form.getByRole('alert').innerText()).toBe('The message is empty.')
    await write(form, 'a'.repeat(2001))
    await send(form).click()
    expect(await form.innerText()).toContain('The text has 2,001 characters, at most 2,000 fit here.')
    expect(await form.innerText()).toContain('1 too many')
    expect(sent('/sessions')).toHaveLength(0)
  })
})

describe('keeping what was written', () => {
  it('saves the draft with its operation and gives it back after closing', async () => {
    const form = await openForm('many')
    await write(form, TEXT)
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    await vi.waitFor(() =>
      expect(drafts().at(-1)).toMatchObject({ text: TEXT, contactId: 'c-1', lineId: 'line-1' }),
    )
    const kept = drafts().at(-1)?.['operationId']
    await page.getByRole('button', { name: 'New session' }).click()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)
    gateway.on('POST /sessions', (body) => json(answer(body)))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(sent('/sessions')[0]?.body['operationId']).toBe(kept)
    await vi.waitFor(() => expect(gateway.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/draft' }))
  })

  it('saves what was typed last when the page goes away', async () => {
    const form = await openForm('many')
    await write(form, TEXT)
    await page.goto('about:blank')
    await vi.waitFor(() => expect(drafts().at(-1)).toMatchObject({ text: TEXT }))
  })

  it('restores a draft of before a reload, and offers to start afresh', async () => {
    const form = await openForm('draft')
    expect(await form.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Order 7741')
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
    await form.getByRole('button', { name: 'Start afresh' }).click()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('')
  })

  it('does not send a draft again that was sent before the reload', async () => {
    gateway.on('GET /operations/kept-operation', () =>
      json(answer({ operationId: 'kept-operation', text: TEXT })),
    )
    const form = await openForm('draft')
    await form.getByText('This draft was sent already:').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('')
    await vi.waitFor(() => expect(gateway.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/draft' }))
  })

  it('keeps everything after a lost answer and tries the same intention again', async () => {
    const form = await openForm('many')
    await write(form, TEXT)
    gateway.on('POST /sessions', () =>
      problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' }),
    )
    await send(form).click()
    await form.getByText('Ask again in a few seconds.').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)
    gateway.on('POST /sessions', (body) => json(answer(body)))
    await form.getByRole('button', { name: 'Try again' }).click()
    await form.waitFor({ state: 'hidden' })
    const [first, second] = sent('/sessions')
    expect(first?.body['operationId']).toBe(second?.body['operationId'])
  })

  it('takes another intention after the first is settled as not sent', async () => {
    const failure = { code: 'host-broken', text: 'The host has a fault of its own at the moment.' }
    gateway.on('POST /sessions', (body) => json(answer(body, { state: 'failed', sessionId: null, failure })))
    const form = await openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('can be sent as a new message').waitFor()
    gateway.on('POST /sessions', (body) => json(answer(body)))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    const [first, second] = sent('/sessions')
    expect(first?.body['operationId']).not.toBe(second?.body['operationId'])
  })

  it('explains an outcome that nobody knows and offers no second try', async () => {
    gateway.on('POST /sessions', (body) => json(answer(body, { state: 'unknown', sessionId: null })))
    const form = await openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('Do not write it again yet').waitFor()
    expect(await send(form).count()).toBe(0)
    await form.getByRole('button', { name: 'Close' }).last().click()
    await page.getByText('The answer was lost on the way').waitFor()
  })
})

describe('when something changes meanwhile', () => {
  it('says who opened a session, goes there, and keeps the draft (R-OPEN-4)', async () => {
    const facts = { operatorId: IRINA.id, operator: IRINA.name, openedAt: minutesAgo(1), line: 'Support' }
    const race = reason('open-session', { kind: 'open-session', sessionId: 's-9' }, facts)
    gateway.scenes.set('race', { card: card() })
    gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'refused', sessionId: null, reasons: [race] })),
    )
    const form = await openForm('race')
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await write(form, TEXT)
    gateway.on('GET /ways', () =>
      json({ contact: PAVEL, ways: [way({ verdict: refused(race) }), ...WAYS.slice(1)] }),
    )
    await send(form).click()
    await form.getByText(/Not sent\..*with Irina Belova/s).waitFor()
    await form.getByText('Choose where to write.').waitFor()
    gateway.on('GET /contacts/c-1/sessions', () =>
      json({ items: [session({ id: 's-9', operatorName: IRINA.name })], next: null }),
    )
    await form.getByRole('button', { name: 'Go to the session' }).last().click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: 'Support · WhatsApp' }).waitFor()
    await vi.waitFor(() => expect(drafts().at(-1)).toMatchObject({ text: TEXT }))
    expect(drafts().at(-1)?.['operationId']).not.toBe(sent('/sessions')[0]?.body['operationId'])
  })

  it('sends into the session that is open, where the person may', async () => {
    const race = reason('open-session', { kind: 'open-session', sessionId: 's-1' })
    gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'refused', sessionId: null, reasons: [race] })),
    )
    gateway.on('POST /sessions/s-1/messages', (body) => json(answer(body)))
    const form = await openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByRole('button', { name: 'Send it there' }).click()
    await form.waitFor({ state: 'hidden' })
    expect(sent('/sessions/s-1/messages')).toHaveLength(1)
  })

  it('shows the end that only the live stream knew', async () => {
    gateway.on('POST /sessions', (body) => json(answer(body, { state: 'sending', sessionId: null }), 202))
    const form = await openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByRole('button', { name: 'Sending' }).waitFor()
    await gateway.tell({ kind: 'operation', operation: answer(sent('/sessions')[0]?.body) })
    await form.waitFor({ state: 'hidden' })
    expect(gateway.asked.some(({ path }) => path.startsWith('/operations/'))).toBe(false)
  })
})

describe('finding somebody else', () => {
  it('drops an answer to what is no longer typed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gateway.on('GET /contacts', async (_body, search) => {
      if (new URLSearchParams(search).get('query') === 'Iva') await promise
      const name = new URLSearchParams(search).get('query') === 'Iva' ? 'Ivan the first' : 'Ivanova Anna'
      return json({ items: [{ id: name, name }], next: null })
    })
    const form = await openForm('many')
    await form.getByRole('button', { name: 'Change' }).click()
    const search = form.getByRole('combobox', { name: 'Customer' })
    await search.fill('Iva')
    await vi.waitFor(() => expect(gateway.asked.filter(({ path }) => path === '/contacts')).toHaveLength(1))
    await search.fill('Ivanova')
    await form.getByRole('option', { name: 'Ivanova Anna' }).waitFor()
    const late = page.waitForResponse((response) => response.url().endsWith('query=Iva'))
    resolve()
    await (await late).finished()
    expect(await form.getByRole('listbox').getByRole('option').allInnerTexts()).toEqual(['Ivanova Anna'])
  })

  it('asks nothing before three characters, and picks by keyboard', async () => {
    gateway.on('GET /contacts', () => json({ items: [{ id: 'c-2', name: 'Anna Kovaleva' }], next: null }))
    gateway.on('GET /contacts/c-2/ways', () =>
      json({ contact: { id: 'c-2', name: 'Anna Kovaleva' }, ways: [way({ address: '+79990000000' })] }),
    )
    const form = await openForm('many')
    await form.getByRole('button', { name: 'Change' }).click()
    await page.keyboard.type('An')
    await form.getByText('Write at least three characters.').waitFor()
    await page.keyboard.type('n')
    await form.getByRole('option', { name: 'Anna Kovaleva' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await form.getByRole('radio', { name: /\+79990000000/, checked: true }).waitFor()
    expect(await form.getByRole('heading').innerText()).toBe('New session with Anna Kovaleva')
  })

  it('creates a contact, and offers the one that has the address already', async () => {
    const form = await openForm('no-contact')
    await form.getByRole('button', { name: 'New contact' }).click()
    await form.getByRole('textbox', { name: 'Name' }).fill('Anna Kovaleva')
    await form.getByRole('textbox', { name: 'Phone' }).fill('7 (999) 000-00-00')
    await form.getByRole('button', { name: 'Use +79990000000' }).click()
    gateway.on('POST /contacts', () =>
      problem(409, {
        code: 'contact-exists',
        detail: 'The host has this contact already.',
        contact: { id: 'c-2', name: 'Anna K.' },
      }),
    )
    await form.getByRole('button', { name: 'Create contact' }).click()
    gateway.on('GET /contacts/c-2/ways', () =>
      json({ contact: { id: 'c-2', name: 'Anna K.' }, ways: [way({ address: '+79990000000' })] }),
    )
    await form.getByRole('button', { name: 'Write to Anna K.' }).click()
    await form.getByRole('radio', { name: /\+79990000000/, checked: true }).waitFor()
    expect(gateway.asked.find(({ method, path }) => method === 'POST' && path === '/contacts')?.body).toEqual(
      {
        name: 'Anna Kovaleva',
        channel: 'whatsapp',
        address: '+79990000000',
      },
    )
  })
})

function drafts(): Record<string, unknown>[] {
  return gateway.asked
    .filter(({ method, path }) => method === 'PUT' && path === '/draft')
    .map(({ body }) => body as never)
}
