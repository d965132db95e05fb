import { expect, test } from 'vitest'
import { scene, widget } from './scene.ts'

const there = scene()

test('a process started on an order writes to the customer and ends by their answer', async () => {
  const page = await there.open({ path: '/orders/o-15' })
  const before = (await there.store()).deliveries.length
  await page.getByRole('button', { name: 'Run', exact: false }).first().click()
  await expect.poll(async () => (await there.store()).deliveries.length).toBe(before + 1)
  const delivered = (await there.store()).deliveries.at(-1)
  // The message opened a session of its own; a card that is being read does not jump to it.
  await widget(page).getByRole('button', { name: /now/ }).first().click()
  const sent = page.getByRole('article').filter({ hasText: delivered?.text.slice(0, 20) ?? 'no delivery' })
  // R-MARK-1, R-PROC-1: in the session's history, marked as a process's.
  await sent.getByText('Automatic').first().waitFor()

  await there.ask('/customer', {
    channel: delivered?.channel,
    address: delivered?.address,
    action: 'write',
    text: 'Thank you',
  })
  await page.goto(`${there.stand.crm}/processes`)
  await page.getByText('Answered').first().waitFor()
})
