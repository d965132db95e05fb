import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GREETING } from '../../widget/stories/scenes-templates.ts'
import { json } from './fake-gateway.ts'
import { startFormKit, type FormKit } from './form-kit.ts'
import { button, option, preview, says } from './templates-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('filling a template in', () => {
  it('shows the message as the customer will see it, while it is written (R-TPL-5)', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    const shown = preview(form)
    expect(await shown.innerText()).toContain('order: empty')
    expect(await shown.innerText()).toContain('Good day, Pavel. Your order is ready')
    await form.getByRole('textbox', { name: 'order' }).pressSequentially('77')
    await eventually(async () => expect(await shown.innerText()).toContain('Order 77\n'))
    await form.getByRole('textbox', { name: 'track' }).fill('{{name}}')
    expect(await shown.innerText()).toContain('https://shop.example/track/{{name}}')
    expect(await shown.innerText()).toContain('Call me back')
    expect(await form.getByRole('status').filter({ hasText: 'fields are still empty' }).count()).toBe(1)
  })

  it('says where each value comes from, and brings it back (R-TPL-6)', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    await says(form, 'From Name of the contact')
    await says(form, 'Number of the order is empty in the record: write it here')
    await says(form, '“Ligovsky 1” from Shop of the order does not fit here')
    const name = form.getByRole('textbox', { name: 'name' })
    await name.fill('Paul')
    await says(form, 'Name of the contact has “Pavel”')
    await form.getByRole('button', { name: 'Use it' }).click()
    expect(await name.inputValue()).toBe('Pavel')
  })

  it('follows the record to another contact, and keeps what the person wrote (R-TPL-6)', async () => {
    const form = await kit.openForm('template-optional')
    await button(form).click()
    await option(form, 'greeting').click()
    await form.getByRole('textbox', { name: 'operator' }).fill('Olga')
    const scene = kit.gateway.scenes.get('template-optional')
    const shown = scene && 'card' in scene ? scene : null
    const anna = { id: 'c-2', name: 'Anna' }
    kit.gateway.on('GET /contacts', () => json({ items: [anna], next: null }))
    kit.gateway.on('GET /c-2/ways', () => json({ contact: anna, ways: shown?.card.ways, lastWritten: null }))
    const bound = { source: 'Name of the contact', value: 'Anna', fallback: null }
    kit.gateway.on('GET /templates', () =>
      json({ ...shown?.catalogue, bindings: { [GREETING.id]: { name: bound } } }),
    )
    await form.getByRole('button', { name: 'Another customer' }).click()
    await kit.page.keyboard.type('Anna')
    await form.getByRole('option', { name: 'Anna' }).click()
    await eventually(async () =>
      expect(await preview(form).innerText()).toContain('Good day, Anna. This is Olga of Severny Les'),
    )
  })
})
