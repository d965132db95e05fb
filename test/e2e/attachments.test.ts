import { describe, expect, it } from 'vitest'
import { openForm, scene } from './scene.ts'

const TEXT = 'Good day. The offer is attached.'
const bytes = Buffer.from('%PDF-1.4 an offer, byte for byte \u0000\u00ff', 'latin1')

describe.each(['elma365', 'chatwoot', 'helpdeskeddy', 'edna'])('files from the form on %s', (dialect) => {
  const there = scene(dialect)

  it('reach the customer once, byte for byte, under their name (R-FILE-1, R-ONCE-1)', async () => {
    const page = await there.open({ path: '/contacts/c-1' })
    const form = await openForm(page)
    await form
      .getByRole('radio', { name: /Email/ })
      .and(form.locator('[aria-disabled="false"]'))
      .first()
      .click()
    const subject = form.getByRole('textbox', { name: 'Subject' })
    if (await subject.count()) await subject.fill('The offer')
    await form.getByRole('textbox', { name: 'Message' }).fill(TEXT)
    const chooser = page.waitForEvent('filechooser')
    await form.getByRole('button', { name: 'Attach files' }).click()
    await (
      await chooser
    ).setFiles({ name: 'Предложение 7741.pdf', mimeType: 'application/pdf', buffer: bytes })
    await form.getByRole('button', { name: 'Remove Предложение 7741.pdf' }).waitFor()
    // The host's own required field, where it has one (R-MAIL-2).
    const deliveryWay = form.getByRole('combobox', { name: 'Delivery way' })
    if (await deliveryWay.count()) await deliveryWay.selectOption({ label: 'Courier' })
    await form.getByRole('button', { name: 'Create and send' }).dblclick()
    await form.waitFor({ state: 'hidden' })

    await expect
      .poll(async () => (await there.store()).deliveries.filter(({ text }) => text.includes(TEXT)))
      .toHaveLength(1)
    const delivery = (await there.store()).deliveries.find(({ text }) => text.includes(TEXT))
    expect(delivery?.attachments.map(({ name }) => name)).toEqual(['Предложение 7741.pdf'])
    const [file] = delivery?.attachments ?? []
    const received = await fetch(file?.url ?? '')
    expect(Buffer.from(await received.arrayBuffer()).equals(bytes)).toBe(true)
  })
})
