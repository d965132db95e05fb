import { expect, test } from 'vitest'
import { openForm, scene } from './scene.ts'

const there = scene()

test('a gateway killed in the middle of a send delivers once and tells so after its restart (R-ONCE-1)', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  const form = await openForm(page)
  await form.getByRole('radio', { name: /WhatsApp/ }).check()
  await form.getByRole('textbox', { name: 'Message' }).fill('Through a restart')
  await there.ask('/faults', { on: 'send-message', kind: 'hang-after', times: 1 })
  await form.getByRole('button', { name: 'Create and send' }).click()
  await expect
    .poll(
      async () => (await there.store()).deliveries.filter(({ text }) => text === 'Through a restart').length,
    )
    .toBe(1)
  await there.stand.killGateway()
  await there.stand.startGateway()
  await page.reload()
  await page.getByRole('log').getByText('Through a restart').waitFor()
  await page
    .getByRole('article')
    .filter({ hasText: 'Through a restart' })
    .getByText('Outgoing')
    .waitFor({ timeout: 40_000 })
  expect((await there.store()).deliveries.filter(({ text }) => text === 'Through a restart')).toHaveLength(1)
})
