import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { scene } from './scene.ts'

const there = scene()

/** Types into the search of the page without a record. */
async function search(page: Page | ReturnType<Page['frameLocator']>, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: /Find a customer|Найти клиента/ }).fill(query)
}

async function send(form: Locator, text: string): Promise<void> {
  await form.getByRole('radio', { name: /WhatsApp/ }).click()
  await form.getByRole('textbox', { name: /^(Message|Сообщение)/ }).fill(text)
  await form.getByRole('button', { name: /Create and send|Создать и отправить/ }).click()
  await form.waitFor({ state: 'hidden' })
}

const delivered = async (text: string) =>
  (await there.store()).deliveries.filter((delivery) => delivery.text === text)

test('from Lines a customer is found by a phone with punctuation and written to once; then back to the results (R-START-2, R-START-4, R-FIND-1)', async () => {
  const page = await there.open({ path: '/lines' })
  await search(page, '+7 (912) 345-67-89')
  await page.getByRole('button', { name: 'Write to Pavel Serov' }).click()
  const form = page.getByRole('dialog', { name: 'New session with Pavel Serov' })
  await send(form, 'Good day, Pavel. We have found your lamp.')
  await page.getByRole('log').getByText('We have found your lamp.').waitFor()
  expect(await delivered('Good day, Pavel. We have found your lamp.')).toMatchObject([
    { channel: 'whatsapp', address: '+79123456789' },
  ])

  // Live, although the context names no record.
  await there.ask('/customer', {
    channel: 'whatsapp',
    address: '+79123456789',
    action: 'write',
    text: 'Which one?',
  })
  await page.getByRole('log').getByText('Which one?').waitFor()

  await page.getByRole('button', { name: 'Back to the search' }).click()
  expect(await page.getByRole('searchbox').inputValue()).toBe('+7 (912) 345-67-89')
  await page.getByRole('button', { name: 'Write to Pavel Serov' }).waitFor()
})

test('a contact is created from Lines with the number that was meant, and written to (R-FIND-2, R-ADDR-2)', async () => {
  const page = await there.open({ path: '/lines' })
  await search(page, 'Nina Orlova')
  await page.getByRole('heading', { name: /Nobody found/ }).waitFor()
  await page.getByRole('button', { name: 'New contact' }).click()
  const box = page.getByRole('group', { name: 'New contact' })
  expect(await box.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nina Orlova')
  await box.getByRole('textbox', { name: 'Phone' }).fill('8 (921) 555-01-02')
  await box.getByRole('button', { name: 'Did you mean +79215550102?' }).click()
  await box.getByRole('button', { name: 'Create contact' }).click()
  const form = page.getByRole('dialog', { name: 'New session with Nina Orlova' })
  await send(form, 'Good day, Nina. Your table is ready.')
  await page.getByRole('log').getByText('Your table is ready.').waitFor()
  expect(await delivered('Good day, Nina. Your table is ready.')).toMatchObject([
    { channel: 'whatsapp', address: '+79215550102' },
  ])
  const { contacts } = await there.store()
  expect(contacts.filter(({ name }) => name === 'Nina Orlova')).toMatchObject([{ phones: ['+79215550102'] }])
})

test('somebody with that number already is offered instead of made twice (R-FIND-2)', async () => {
  const before = (await there.store()).contacts.length
  const page = await there.open({ path: '/lines' })
  await search(page, 'Pasha S.')
  await page.getByRole('button', { name: 'New contact' }).last().click()
  const box = page.getByRole('group', { name: 'New contact' })
  await box.getByRole('textbox', { name: 'Phone' }).fill('+7 912 345-67-89')
  await box.getByRole('button', { name: 'Create contact' }).click()
  await box.getByText('Pavel Serov has this address already.').waitFor()
  await box.getByRole('button', { name: 'Write to Pavel Serov' }).click()
  await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
  expect((await there.store()).contacts).toHaveLength(before)
})

test('in a frame and in Russian the whole correspondence of somebody found is read (R-START-4)', async () => {
  const page = await there.open({ path: '/lines?view=frame', locale: 'ru', width: 380 })
  const frame = page.frameLocator('iframe')
  await search(frame, 'климова')
  await frame.getByRole('button', { name: 'Открыть переписку: Анна Климова' }).click()
  const { sessions, messages } = await there.store()
  const theirs = sessions
    .filter(({ contactId }) => contactId === 'c-2')
    .toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  const last = messages.findLast(({ sessionId }) => sessionId === theirs[0]?.id)
  await frame
    .getByRole('log')
    .getByText(last?.text ?? 'nothing')
    .first()
    .waitFor()
  await frame.getByRole('button', { name: 'Вернуться к поиску' }).click()
  expect(await frame.getByRole('searchbox').inputValue()).toBe('климова')
})

test('one’s own open session is gone to from the results; a supervisor is not offered to (R-START-4, R-AFTER-3)', async () => {
  const { sessions, contacts, lines } = await there.store()
  const supervisor = lines.flatMap((line) => line.supervisors)[0]
  const own = sessions.find(({ state, operatorId }) => state === 'active' && operatorId === 'op-1')
  const name = contacts.find(({ id }) => id === own?.contactId)?.name ?? ''
  const page = await there.open({ path: '/lines' })
  await search(page, name)
  const go = page.getByRole('button', { name: /^Go to the session/ })
  await go.first().click()
  await page.getByRole('log').getByRole('article').first().waitFor()
  await page.context().addCookies([{ name: 'crm-operator', value: supervisor ?? '', url: there.stand.crm }])
  await page.reload()
  await search(page, name)
  await page
    .getByRole('button', { name: `See the correspondence with ${name}` })
    .first()
    .waitFor()
  expect(await go.count()).toBe(0)
})

test.each(['operator', 'supervisor'])(
  '“Write to the customer” on a closed session is there for the %s and brings contact, line and address (R-START-3)',
  async (role) => {
    const { sessions, lines } = await there.store()
    // The newest of its customer is the one that is shown.
    const closed = sessions.find(
      ({ state, contactId, channel, lastActivityAt }) =>
        state === 'closed' &&
        channel === 'email' &&
        sessions.every((other) => other.contactId !== contactId || other.lastActivityAt <= lastActivityAt),
    )
    expect(closed).toBeDefined()
    const line = lines.find(({ id }) => id === closed?.lineId)
    const who = role === 'operator' ? line?.operators[0] : line?.supervisors[0]
    const page = await there.open({ path: '/contacts' })
    await page.context().addCookies([{ name: 'crm-operator', value: who ?? '', url: there.stand.crm }])
    await page.goto(`${there.stand.crm}/contacts/${closed?.contactId}`)
    await page.getByRole('button', { name: 'Write to the customer' }).click()
    const form = page.getByRole('dialog')
    const chosen = form.getByRole('radio', { checked: true })
    await chosen.waitFor()
    expect(await chosen.textContent()).toContain(closed?.address)
  },
)
