import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { json } from './fake-gateway.ts'
import { answer, send, startFormKit, TEXT, write, type FormKit } from './form-kit.ts'
import { find, hasFocus, looked, openStart } from './start-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const BACK = 'Back to the search'

describe('the widget without a record', () => {
  it('begins with a line, and then the customer (R-START-2, R-OPER-2)', async () => {
    const page = await openStart(kit)
    await page.getByRole('button', { name: 'New session on Orders' }).click()
    const form = page.getByRole('dialog', { name: 'New session' })
    await form.waitFor()
    const line = form.getByRole('combobox', { name: 'Line' })
    await eventually(async () => expect(await line.inputValue()).toBe('line-2'))
    await form.getByRole('combobox', { name: 'Customer' }).fill('pav')
    await form.getByRole('option', { name: 'Pavel Serov' }).click()
    await form.getByRole('radio', { name: /Email/ }).waitFor()
    expect(await form.getByRole('radio').count()).toBe(1)
  })

  it('shows the session that was started, and the way back (R-START-2, R-AFTER-6)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { sessionId: 's-1' })))
    const page = await openStart(kit)
    await page.getByRole('button', { name: 'New session', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'New session' })
    await form.getByRole('combobox', { name: 'Customer' }).fill('pav')
    await form.getByRole('option', { name: 'Pavel Serov' }).click()
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: 'Support · WhatsApp' }).waitFor()
    expect(kit.sent('/sessions')).toMatchObject([{ contactId: 'c-1', lineId: 'line-1', text: TEXT }])
    await page.getByRole('button', { name: BACK }).click()
    await page.getByRole('searchbox').waitFor()
  })

  it('says why the card cannot be shown, and tries again', async () => {
    const page = await openStart(kit, 'start-host-down')
    await page.getByRole('alert').waitFor()
    kit.gateway.scenes.set('start-host-down', kit.gateway.scenes.get('start')!)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('searchbox').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('leads to the host where customers cannot be searched, and tells who may only read', async () => {
    let page = await openStart(kit, 'start-no-search')
    expect(await page.getByRole('searchbox').count()).toBe(0)
    await page.getByRole('link', { name: 'Open in the host' }).waitFor()
    page = await openStart(kit, 'start-no-lines')
    await page.getByText('You are not an operator of any line').waitFor()
  })
})

describe('somebody found', () => {
  it('may be written to: the form opens with them, on their own card and draft (R-START-4)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const page = await openStart(kit)
    await find(page, 'pavel')
    await page.getByRole('button', { name: 'Write to Pavel Serov' }).click()
    const form = page.getByRole('dialog', { name: 'New session with Pavel Serov' })
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await write(form, TEXT)
    await eventually(() => expect(kit.drafts()).not.toHaveLength(0))
    // What may be done on the way was asked once, however often its answer renews the list.
    expect(kit.count('GET', '/offers')).toBe(1)
    const kept = kit.gateway.asked.filter(({ method, path }) => method === 'PUT' && path === '/draft')
    expect(kept.map(({ query }) => query.get('contact'))).toEqual(kept.map(() => 'c-1'))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('log').getByText('Thank you, see you on Thursday').waitFor()
    expect(kit.sent('/sessions')).toMatchObject([{ contactId: 'c-1' }])
  })

  it('is found again where one was when the form is left unsent, with the focus (R-START-4)', async () => {
    const page = await openStart(kit)
    await find(page, 'pavel')
    await page.getByRole('button', { name: 'Write to Pavel Serov' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await eventually(async () => expect(await hasFocus(page, 'Write to Pavel Serov')).toBe(true))
    expect(await page.getByRole('searchbox').inputValue()).toBe('pavel')
  })

  it('has their whole correspondence shown live, and the results are kept (R-START-4)', async () => {
    const page = await openStart(kit)
    await find(page, 'pavel')
    await page.getByRole('button', { name: 'See the correspondence with Клара Климова' }).click()
    await page.getByRole('log').getByText('В четверг, после пяти.').waitFor()
    expect(looked(kit, '/card').map(({ contact }) => contact ?? null)).toEqual([null, 'c-2'])
    await eventually(() => expect(kit.gateway.followed.map((query) => query.get('contact'))).toEqual(['c-2']))
    expect(await hasFocus(page, BACK)).toBe(true)
    await page.keyboard.press('Enter')
    const see = 'See the correspondence with Клара Климова'
    await eventually(async () => expect(await hasFocus(page, see)).toBe(true))
    expect(looked(kit, '/contacts')).toHaveLength(1)
    expect(await page.getByRole('log').count()).toBe(0)
  })

  it('offers to go to an open session only where it is one’s own (R-START-4, R-AFTER-3)', async () => {
    const page = await openStart(kit)
    await find(page, 'pavel')
    expect(looked(kit, '/contacts')).toMatchObject([{ query: 'pavel', with: 'sessions' }])
    await page.getByText('Orders · Email · with Irina Belova').waitFor()
    const go = page.getByRole('button', { name: /^Go to the session/ })
    expect(await go.count()).toBe(1)
    await go.click()
    await page.getByRole('heading', { name: 'Support · WhatsApp' }).waitFor()
  })

  it('is walked through with the arrows, from the field and back', async () => {
    const page = await openStart(kit)
    await find(page, 'pavel')
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('ArrowDown')
    expect(await hasFocus(page, 'Write to Pavel Serov')).toBe(true)
    await page.keyboard.press('ArrowDown')
    expect(await hasFocus(page, 'Write to Клара Климова')).toBe(true)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await page.getByRole('searchbox').evaluate((one) => one.matches(':focus'))).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    await page.getByRole('heading', { name: 'Your lines' }).waitFor()
  })
})
