import { expect, test } from 'vitest'
import { openForm, scene, widget } from './scene.ts'

const there = scene()

test('a refused account stays visible with its reason and its remedy, and cannot be chosen (R-CONTACT-4, R-CONTACT-5)', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  const form = await openForm(page)
  const bot = form.getByRole('radio', { name: /Telegram bot/ })
  expect(await bot.isDisabled()).toBe(true)
  await form.getByText('The customer has never written here, so we may not write first.').waitFor()
  expect(await form.getByRole('radio', { name: /Viber bot/ }).isDisabled()).toBe(true)
  await form.getByText('Only the customer can start here.').waitFor()
})

test('an operator is offered only the lines they work on (R-OPER-2)', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  await page.getByRole('button', { name: /Olga Smirnova/ }).click()
  // A click and not a check: the choice leads to a new page at once, where the menu is closed.
  await page.getByRole('radio', { name: /Irina Belova/ }).click()
  await page.getByRole('button', { name: /Irina Belova/ }).waitFor()
  const form = await openForm(page)
  const lines = await form.getByRole('combobox', { name: 'Line' }).locator('option').allTextContents()
  expect(lines.map((line) => line.trim())).toEqual(['All my lines', 'Support', 'Orders'])
})

test('an open session with the person refuses a second one, says whose it is, and leads to it (R-OPEN-1)', async () => {
  const open = (await there.store()).sessions.find(
    ({ state, lineId, operatorId }) => state === 'active' && lineId === 'line-1' && operatorId === 'op-2',
  )
  const page = await there.open({ path: `/contacts/${open?.contactId}` })
  const form = await openForm(page)
  await form
    .getByText(/Irina Belova/)
    .first()
    .waitFor()
  await form.getByRole('button', { name: 'Go to the session' }).first().click()
  await form.waitFor({ state: 'hidden' })
  const shown = widget(page).getByRole('log')
  const last = (await there.store()).messages.findLast(({ sessionId }) => sessionId === open?.id)
  expect(await shown.textContent()).toContain(last?.text)
})

test('a session opened by a colleague while the form was open is told, and the draft is kept (R-OPEN-4)', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  const form = await openForm(page)
  await form.getByRole('radio', { name: /WhatsApp/ }).check()
  await form.getByRole('textbox', { name: 'Message' }).fill('I would have been second')
  await there.ask('/host-session', {
    contactId: 'c-1',
    lineId: 'line-1',
    channel: 'whatsapp',
    address: '+79123456789',
    operatorId: 'op-2',
    text: 'I was first',
  })
  await form.getByRole('button', { name: 'Create and send' }).click()
  await form
    .getByText(/Irina Belova/)
    .first()
    .waitFor()
  expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('I would have been second')
  const texts = (await there.store()).deliveries.map(({ text }) => text)
  expect(texts).toContain('I was first')
  expect(texts).not.toContain('I would have been second')
})
