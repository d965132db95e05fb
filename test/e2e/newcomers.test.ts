import { expect, test } from 'vitest'
import { scene } from './scene.ts'

/** A host that makes a client of whoever is written to, also by the id of the company's own app. */
const there = scene('edna')

test('from Lines somebody is written to by a new customer id, and is found with the correspondence from then on (R-CONTACT-2, R-FIND-2, R-START-2, R-START-4)', async () => {
  const page = await there.open({ path: '/lines' })
  const find = page.getByRole('searchbox', { name: 'Find a customer' })
  await find.fill('CRM-7001')
  await page.getByRole('heading', { name: 'Nobody found for “CRM-7001”' }).waitFor()
  await page.getByRole('button', { name: 'Write to a new address' }).click()
  const box = page.getByRole('group', { name: 'Write to a new address' })
  // What was looked for can only be an id here.
  expect(await box.getByRole('radio', { name: 'Customer id' }).isChecked()).toBe(true)
  expect(await box.getByRole('textbox', { name: 'Customer id' }).inputValue()).toBe('CRM-7001')
  await box.getByRole('button', { name: 'Write to this address' }).click()

  const form = page.getByRole('dialog', { name: 'New session with CRM-7001' })
  await form.getByRole('radio', { name: /Mobile app/ }).click()
  await form.getByRole('textbox', { name: 'Message' }).fill('Your order waits in the app.')
  await form.getByRole('button', { name: 'Create and send' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('log').getByText('Your order waits in the app.').waitFor()
  const { deliveries, contacts } = await there.store()
  expect(deliveries.filter(({ text }) => text === 'Your order waits in the app.')).toMatchObject([
    { channel: 'mobile-app', address: 'CRM-7001' },
  ])
  expect(contacts.filter(({ id }) => id === 'CRM-7001')).toHaveLength(1)

  await page.getByRole('button', { name: 'Back to the search' }).click()
  await find.fill('CRM-7001 ')
  await page.getByRole('button', { name: 'See the correspondence with CRM-7001' }).click()
  await page.getByRole('log').getByText('Your order waits in the app.').waitFor()
  await page.getByRole('button', { name: 'Back to the search' }).click()
  // One is still under way, so the form says so instead of writing a second time (R-OPEN-1).
  await page.getByRole('button', { name: 'Write to CRM-7001' }).click()
  await form.getByRole('radio', { name: /Mobile app/, disabled: true }).waitFor()

  await page.goto(`${there.stand.crm}/contacts/CRM-7001`)
  await page.locator('firstline-conversation').getByText('Your order waits in the app.').first().waitFor()
})
