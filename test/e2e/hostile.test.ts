import { expect, test } from 'vitest'
import { openForm, scene } from './scene.ts'

const there = scene()

const PAYLOADS = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  '"><svg/onload=window.pwned=1>',
  'javascript:window.pwned=1',
  '{{constructor.constructor("window.pwned=1")()}}',
  '\u202Etxt.exe\u202C ends here',
]

test('what a customer writes is shown as plain text and never runs', async () => {
  const page = await there.open({ path: '/contacts/c-1' })
  await page.getByRole('heading', { name: 'Conversation in Lines' }).waitFor()
  for (const text of PAYLOADS)
    await there.ask('/customer', { channel: 'whatsapp', address: '+79123456789', action: 'write', text })
  for (const text of PAYLOADS) await page.getByRole('log').getByText(text, { exact: true }).waitFor()
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
})

test('a name with markup stands on the card, in the widget and in the form as it was written', async () => {
  const hostile = (await there.store()).contacts.find(({ name }) => name.includes('<script>'))
  const page = await there.open({ path: `/contacts/${hostile?.id}` })
  await page.getByRole('heading', { name: hostile?.name }).first().waitFor()
  const form = await openForm(page)
  expect(await form.textContent()).toContain(hostile?.name)
})
