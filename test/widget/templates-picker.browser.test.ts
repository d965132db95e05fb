import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GREETING } from '../../widget/stories/scenes-templates.ts'
import { json, problem } from './fake-gateway.ts'
import { answer, startFormKit, type FormKit } from './form-kit.ts'
import { button, hasFocus, marked, option, options, preview, says, search } from './templates-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('choosing a template', () => {
  it('goes by the keyboard alone, and Escape gives the focus back', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('template-optional')
    await button(form).focus()
    await kit.page.keyboard.press('Enter')
    await hasFocus(search(form))
    await kit.page.keyboard.press('Escape')
    await hasFocus(button(form))
    await kit.page.keyboard.press('Enter')
    await option(form, 'greeting').waitFor()
    await kit.page.keyboard.press('ArrowDown')
    expect(await marked(form).innerText()).toContain('order_ready')
    expect(await search(form).getAttribute('aria-activedescendant')).toBe(
      await marked(form).getAttribute('id'),
    )
    await kit.page.keyboard.press('ArrowUp')
    expect(await marked(form).innerText()).toContain('payment_reminder')
    await kit.page.keyboard.type('may i ask')
    await eventually(async () => expect(await marked(form).innerText()).toContain('greeting'))
    await kit.page.keyboard.press('Enter')
    await preview(form).waitFor()
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ template: { id: GREETING.id } })
  })

  it('leads to the first field that is still empty', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    const order = form.getByRole('textbox', { name: 'order' })
    await hasFocus(order)
    expect(await form.getByRole('textbox', { name: 'name' }).inputValue()).toBe('Pavel')
  })

  it('keeps what was filled in while one looks at the others', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    await form.getByRole('textbox', { name: 'order' }).fill('7741')
    await form.getByRole('button', { name: 'Change', exact: true }).last().click()
    await kit.page.keyboard.press('Escape')
    expect(await form.getByRole('textbox', { name: 'order' }).inputValue()).toBe('7741')
  })

  it('shows those used lately first, then by name, and says how many there are', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'greeting').waitFor()
    const names = await options(form).allInnerTexts()
    expect(names.map((text) => text.split('\n')[0])).toEqual([
      'order_ready',
      'greeting',
      'login_code',
      'payment_reminder',
    ])
    expect(names[0]).toContain('Used lately')
    expect(await form.getByRole('status').filter({ hasText: '4 templates' }).count()).toBe(1)
  })

  it('narrows by category and language', async () => {
    const form = await kit.openForm('template-required')
    await form.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Russian' })
    expect(await options(form).count()).toBe(1)
    await form.getByRole('combobox', { name: 'Category' }).selectOption({ label: 'Marketing' })
    await says(form, 'No template has these words.')
    await form.getByRole('button', { name: 'Show all templates' }).click()
    await says(form, '4 templates')
    await hasFocus(search(form))
  })

  it('shows no more of 2,000 than one looks through, and finds the others by their words', async () => {
    const form = await kit.openForm('template-many')
    await says(form, '2,000 templates. 1,980 more: go on typing to narrow it down.')
    expect(await options(form).count()).toBe(20)
    await search(form).fill('invoice 1907')
    await says(form, '1 template')
    expect(await marked(form).innerText()).toContain('invoice_1907')
  })

  it('goes on where the list ends, by scrolling and by the arrows', async () => {
    const form = await kit.openForm('template-many')
    await options(form).last().scrollIntoViewIfNeeded()
    await eventually(async () => expect(await options(form).count()).toBe(40))
    await search(form).fill('invoice')
    await eventually(async () => expect(await options(form).count()).toBe(20))
    for (let n = 0; n < 20; n++) await kit.page.keyboard.press('ArrowDown')
    expect(await marked(form).getAttribute('id')).toBe('template-20')
    expect(await options(form).count()).toBe(40)
  })

  it('says that none may be sent, or why the list cannot be had, and asks again', async () => {
    const empty = await kit.openForm('template-none')
    await says(empty, 'No approved template may be sent here.')
    const { promise, resolve } = Promise.withResolvers<Response>()
    kit.gateway.on('GET /templates', () => promise)
    const form = await kit.openForm('template-required')
    await form.getByText('Loading templates').waitFor()
    resolve(problem(502, { code: 'host-broken', detail: 'The host has a fault of its own.' }))
    await form.getByRole('alert').filter({ hasText: 'The host has a fault of its own.' }).waitFor()
    kit.gateway.reset()
    await form.getByRole('button', { name: 'Try again' }).click()
    await option(form, 'greeting').waitFor()
    expect(await form.getByRole('alert').count()).toBe(0)
  })

  it('says what helps when the network was gone before the list could be loaded', async () => {
    await kit.page.route('**/surface-*.js', (route) => route.abort())
    const form = await kit.openForm('template-required')
    const alert = form.getByRole('alert').filter({ hasText: 'Reload the page: your draft is kept.' })
    await alert.waitFor()
    await kit.page.unroute('**/surface-*.js')
    const again = await kit.openForm('template-required')
    await option(again, 'greeting').waitFor()
    expect(await alert.count()).toBe(0)
  })
})
