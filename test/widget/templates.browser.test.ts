import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GREETING, ORDER_READY } from '../../widget/stories/scenes-templates.ts'
import { json } from './fake-gateway.ts'
import { answer, send, startFormKit, write, type FormKit } from './form-kit.ts'
import { button, hasFocus, option, preview, says, search } from './templates-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('a template that is demanded (R-TPL-1)', () => {
  it('leaves nothing to type in, and has to be chosen before anything is sent', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'greeting').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
    await send(form).click()
    await form.getByRole('alert').filter({ hasText: 'only an approved template' }).waitFor()
    await hasFocus(search(form))
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('is sent with the values of all its places: header, text, link; a day, a choice, a text (R-TPL-5)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    const group = (name: string) => form.getByRole('group', { name, exact: true })
    await group('Header').getByRole('textbox', { name: 'order' }).fill('7741')
    await group('Text').getByRole('combobox', { name: 'shop' }).selectOption('Nevsky 10')
    await group('Text').getByLabel('day').fill('2026-11-21')
    await says(form, '21 November 2026; written in the message as 21 November')
    await group('Button link “Track the order”').getByRole('textbox', { name: 'track' }).fill('a-7741')
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      text: '',
      template: {
        id: ORDER_READY.id,
        variables: { order: '7741', name: 'Pavel', shop: 'Nevsky 10', day: '2026-11-21', track: 'a-7741' },
      },
    })
  })

  it('is not sent while one place is empty; each says so, and the first has the focus (R-TPL-5)', async () => {
    const form = await kit.openForm('template-required')
    await option(form, 'order_ready').click()
    expect(await form.getByText('Fill in “order” of the template.').count()).toBe(0)
    await kit.page.keyboard.press('Control+Enter')
    const order = form.getByRole('textbox', { name: 'order' })
    await eventually(async () => expect(await order.getAttribute('aria-invalid')).toBe('true'))
    await hasFocus(order)
    const told = await order.evaluate((one) =>
      (one.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => (one.getRootNode() as ShadowRoot).getElementById(id)?.textContent),
    )
    expect(told[0]).toBe('Fill in “order” of the template.')
    expect(await form.getByRole('combobox', { name: 'shop' }).getAttribute('aria-invalid')).toBe('true')
    expect(await form.getByRole('textbox', { name: 'name' }).getAttribute('aria-invalid')).toBe('false')
    expect(kit.sent('/sessions')).toHaveLength(0)
  })
})

describe('a template that one may choose (R-TPL-2)', () => {
  it('takes two clicks when the record fills it (R-TPL-6)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('template-optional')
    await button(form).click()
    await option(form, 'greeting').click()
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      text: '',
      template: { id: GREETING.id, variables: { name: 'Pavel', operator: 'your manager' } },
    })
  })

  it('takes the place of what was typed, and gives it back when it is removed', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('template-optional')
    await write(form, 'Typed before.')
    await button(form).click()
    await option(form, 'greeting').click()
    expect(await form.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
    await form.getByRole('button', { name: 'Remove: your text comes back' }).click()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Typed before.')
    await hasFocus(button(form))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ text: 'Typed before.', template: null })
  })

  it('is there again after a reload, as it was left', async () => {
    const form = await kit.openForm('template-optional')
    await button(form).click()
    await option(form, 'greeting').click()
    await form.getByRole('textbox', { name: 'operator' }).fill('Olga')
    await eventually(() =>
      expect(kit.drafts().at(-1)).toMatchObject({
        template: { id: GREETING.id, variables: { name: 'Pavel', operator: 'Olga' } },
      }),
    )
    const draft = kit.drafts().at(-1)
    kit.gateway.on('GET /card', async () => {
      const scene = kit.gateway.scenes.get('template-optional')
      return json({ ...(scene && 'card' in scene ? scene.card : {}), draft })
    })
    const again = await kit.openForm('template-optional')
    await preview(again).getByText('This is Olga of Severny Les').waitFor()
  })
})

describe('a template typed by hand (R-TPL-3)', () => {
  it('explains itself, counts header and footer to 61 each, and is sent in its parts', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('template-typed')
    await says(form, 'Your text has to equal an approved template word for word')
    await form.getByRole('textbox', { name: 'Header' }).fill('h'.repeat(62))
    await says(form, '62 of 61, 1 too many')
    await form.getByRole('textbox', { name: 'Message' }).fill('Good day.')
    await send(form).click()
    await form.getByRole('alert').filter({ hasText: 'has 62 characters' }).waitFor()
    await hasFocus(form.getByRole('textbox', { name: 'Header' }))
    expect(kit.sent('/sessions')).toHaveLength(0)
    await form.getByRole('textbox', { name: 'Header' }).fill('h'.repeat(61))
    await form.getByRole('textbox', { name: 'Footer' }).fill('Severny Les')
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      text: 'Good day.',
      template: null,
      typed: { header: 'h'.repeat(61), footer: 'Severny Les' },
    })
  })
})
