import { describe, expect, test } from 'vitest'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { openForm, scene } from './scene.ts'

const PHONE = '+79123456789'

/** The same card and the same form, whichever vendor's product stands behind. */
describe.each(Object.keys(DIALECTS))('over the dialect %s', (dialect) => {
  const there = scene(dialect)

  test('a session is started from a card, whose contact the form has: one message arrives, and the answer comes back live (R-START-1, R-ONCE-1)', async () => {
    // Whoever has just written may be written to everywhere, window or not; their session is over.
    await there.ask('/customer', { channel: 'whatsapp', address: PHONE, action: 'write', text: 'Hello' })
    for (const { id, state, address } of (await there.store()).sessions)
      if (address === PHONE && state !== 'closed') await there.ask('/close', { sessionId: id })

    const page = await there.open({ path: '/contacts/c-1' })
    const form = await openForm(page)
    // Nobody is searched for: the record says who it is.
    await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
    expect(await form.getByRole('searchbox', { name: /customer/i }).count()).toBe(0)
    await form
      .getByRole('radio', { name: /WhatsApp/ })
      .first()
      .check()
    await form.getByRole('textbox', { name: 'Message' }).fill('Good day, Pavel. Order 15 is ready.')
    await form.getByRole('button', { name: 'Create and send' }).dblclick()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('log').getByText('Good day, Pavel. Order 15 is ready.').first().waitFor()
    const { deliveries } = await there.store()
    expect(deliveries.filter(({ text }) => text.includes('Order 15 is ready'))).toMatchObject([
      { channel: 'whatsapp', address: PHONE },
    ])

    const answer = { channel: 'whatsapp', address: PHONE, action: 'write', text: 'I will come at five' }
    await there.ask('/customer', answer)
    await page.getByRole('log').getByText('I will come at five').first().waitFor()
  })
})
