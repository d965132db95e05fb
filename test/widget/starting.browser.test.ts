import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { json } from './fake-gateway.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('starting a session', () => {
  it('goes from the button to the open session by the keyboard alone', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await kit.page.goto(kit.gateway.page('uncertain'))
    const button = kit.page.getByRole('button', { name: 'New session' })
    await button.focus()
    await kit.page.keyboard.press('Enter')
    const form = kit.page.getByRole('dialog', { name: 'New session with Pavel Serov' })
    await form.waitFor()
    const first = form.getByRole('radio', { name: /WhatsApp \+79123456789/ })
    await eventually(async () => expect(await first.evaluate((one) => one.matches(':focus'))).toBe(true))
    await kit.page.keyboard.press('ArrowDown')
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
    await kit.page.keyboard.press('Tab')
    await kit.page.keyboard.type('Order 7741')
    await kit.page.keyboard.press('Tab')
    await kit.page.keyboard.type(TEXT)
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')).toHaveLength(1)
    expect(kit.sent('/sessions')[0]).toMatchObject({
      contactId: 'c-1',
      lineId: 'line-2',
      channel: 'email',
      address: 'p.serov@example.com',
      subject: 'Order 7741',
      text: TEXT,
    })
  })

  it('shows a refused way with its reason and does not let it be chosen', async () => {
    const form = await kit.openForm('many')
    const bot = form.getByRole('radio', { name: /Telegram bot/ })
    expect(await bot.getAttribute('aria-disabled')).toBe('true')
    await bot.click({ force: true })
    expect(await bot.getAttribute('aria-checked')).toBe('false')
    expect(await form.innerText()).toContain(
      'The customer has never written here, so we may not write first.',
    )
  })

  it('filters the ways by line', async () => {
    const form = await kit.openForm('many')
    await form.getByRole('combobox', { name: 'Line' }).selectOption({ label: 'Orders' })
    expect(await form.getByRole('radio').count()).toBe(1)
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
  })

  it('sends once, however often it is pressed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.on('POST /sessions', async (body) => {
      await promise
      return json(answer(body))
    })
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await send(form).dblclick()
    await kit.page.keyboard.press('Control+Enter')
    await form.getByRole('button', { name: 'Sending' }).click({ force: true })
    resolve()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')).toHaveLength(1)
  })

  it('asks for what is missing and sends nothing', async () => {
    const form = await kit.openForm('many')
    await send(form).click()
    expect(await form.getByRole('alert').innerText()).toBe('The message is empty.')
    await write(form, 'a'.repeat(2001))
    await send(form).click()
    expect(await form.innerText()).toContain('The text has 2,001 characters, at most 2,000 fit here.')
    expect(await form.innerText()).toContain('1 too many')
    expect(kit.sent('/sessions')).toHaveLength(0)
  })
})
