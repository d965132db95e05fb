import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { scene, widget } from './scene.ts'

const s = scene('chatwoot')
const PHONE = '+79123456789'

/** Pavel has just written on WhatsApp, and nobody has taken it; the card shows that session. */
async function open(width = 1280): Promise<{ page: Page }> {
  const { engine } = s.stand.sandbox
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
  engine.customer({ channel: 'whatsapp', address: PHONE, action: 'write', text: 'Are you there?' })
  const page = await s.open({ path: '/contacts/c-1', width })
  await widget(page).getByRole('article').filter({ hasText: 'Are you there?' }).waitFor()
  return { page }
}
const delivered = (text: string) =>
  s.stand.sandbox.engine.store.deliveries.filter((delivery) => delivery.text === text).length

it('a note is left for colleagues and never sent; a session is taken, handed over, closed and opened again (R-AFTER-1)', async () => {
  const { page } = await open()
  const sessionId = s.stand.sandbox.engine.store.sessions.find(
    (one) => one.contactId === 'c-1' && one.channel === 'whatsapp' && one.state !== 'closed',
  )!.id
  const stored = (id: string) => s.stand.sandbox.engine.session(id)!
  const card = widget(page)
  await card.getByRole('button', { name: 'Take it', exact: true }).click()
  await card.getByText('The session is yours.').first().waitFor()
  expect(stored(sessionId).operatorId).toBe('op-1')

  await card.getByRole('button', { name: 'Note', exact: true }).click()
  await card.getByRole('textbox', { name: 'Write a note to colleagues' }).fill('She is angry')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => JSON.stringify(s.stand.sandbox.engine.store.storage)).toContain('She is angry')
  expect(delivered('She is angry')).toBe(0)

  await card.getByRole('button', { name: 'What can be done with this session' }).click()
  await card.getByRole('menuitem', { name: 'Close…' }).click()
  await card.getByRole('combobox', { name: 'Tags' }).fill('vip')
  await card.getByRole('listbox').getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: 'Close the session' }).click()
  await expect.poll(() => stored(sessionId).state).toBe('closed')
  expect(stored(sessionId).tags).toHaveLength(1)
  await card.getByRole('button', { name: 'Open again', exact: true }).click()
  await expect.poll(() => stored(sessionId).state).toBe('active')
  await card.getByRole('button', { name: 'What can be done with this session' }).click()
  await card.getByRole('menuitem', { name: 'Hand over…' }).click()
  await card.getByRole('combobox', { name: 'To whom' }).fill('Irina')
  await card.getByRole('option', { name: 'Irina' }).first().click()
  await card.getByRole('textbox', { name: 'Comment for whoever gets it' }).fill('Call her')
  await card.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect.poll(() => stored(sessionId).operatorId).toBe('op-2')
})
