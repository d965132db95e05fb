import { expect, test } from 'vitest'
import { openForm, scene, widget } from './scene.ts'

const there = scene()

test('an operator starts a session from a card, the customer gets one message and answers live', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  const form = await openForm(page)
  await form.getByRole('radio', { name: /WhatsApp/ }).check()
  await form.getByRole('textbox', { name: 'Message' }).fill('Good day, Pavel. Order 15 is ready.')
  await form.getByRole('button', { name: 'Create and send' }).dblclick()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('log').getByText('Good day, Pavel. Order 15 is ready.').waitFor()

  const { deliveries, sessions } = await there.store()
  const delivered = deliveries.filter((delivery) => delivery.text === 'Good day, Pavel. Order 15 is ready.')
  expect(delivered).toMatchObject([{ channel: 'whatsapp', address: '+79123456789' }])
  // R-AFTER-4: the session is assigned to its creator.
  expect(sessions.find(({ id }) => id === delivered[0]?.sessionId)).toMatchObject({
    state: 'active',
    operatorId: 'op-1',
  })
  // R-MARK-1, R-ERR-3.
  const sent = page.getByRole('article').filter({ hasText: 'Order 15 is ready' })
  await sent.getByText('Outgoing').waitFor()
  expect(await sent.textContent()).not.toMatch(/delivered/i)

  await there.ask('/customer', {
    channel: 'whatsapp',
    address: '+79123456789',
    action: 'write',
    text: 'I will come at five',
  })
  await page.getByRole('log').getByText('I will come at five').waitFor()

  await widget(page)
    .getByRole('textbox', { name: /message/i })
    .fill('See you then')
  await widget(page).getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('log').getByText('See you then').waitFor()
  await expect
    .poll(async () => (await there.store()).deliveries.filter(({ text }) => text === 'See you then').length)
    .toBe(1)
})

test('a letter may be written while a session is open, with its subject (R-OPEN-2, R-MAIL-1)', async () => {
  const open = (await there.store()).sessions.find(
    ({ state, lineId }) => state === 'active' && lineId === 'line-2',
  )
  const page = await there.open({ path: `/contacts/${open?.contactId}` })
  const form = await openForm(page)
  await form.getByRole('radio', { name: /Email/ }).check()
  await form.getByRole('textbox', { name: 'Subject' }).fill('Your quote')
  await form.getByRole('textbox', { name: 'Message' }).fill('The quote is attached to nothing yet.')
  await form.getByRole('button', { name: 'Create and send' }).click()
  await form.waitFor({ state: 'hidden' })
  const { deliveries } = await there.store()
  expect(deliveries.filter(({ text }) => text === 'The quote is attached to nothing yet.')).toHaveLength(1)
})

test('a draft survives closing the form, an error of the host, and a reload; then it leaves once', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  const form = await openForm(page)
  const text = form.getByRole('textbox', { name: 'Message' })
  await form.getByRole('radio', { name: /WhatsApp/ }).check()
  await text.fill('A text that took long to write')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'hidden' })
  await page.reload()
  await openForm(page)
  expect(await text.inputValue()).toBe('A text that took long to write')

  await there.ask('/faults', { on: 'any', kind: 'status-500', times: 30 })
  await form.getByRole('button', { name: 'Create and send' }).click()
  await form.getByText('Your text is kept').waitFor()
  expect(await text.inputValue()).toBe('A text that took long to write')
  await there.stand.sandbox.engine.clearFaults()
  await page.reload()
  await openForm(page)
  expect(await text.inputValue()).toBe('A text that took long to write')
  await form.getByRole('radio', { name: /WhatsApp/ }).check()
  await form.getByRole('button', { name: 'Create and send' }).click()
  await form.waitFor({ state: 'hidden' })
  const { deliveries } = await there.store()
  expect(deliveries.filter(({ text: said }) => said === 'A text that took long to write')).toHaveLength(1)
})
