import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { REPLIES } from '../../widget/stories/scenes-templates.ts'
import { json, problem } from './fake-gateway.ts'
import { startFormKit, write, type FormKit } from './form-kit.ts'
import { hasFocus, says } from './templates-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const button = (form: Locator) => form.getByRole('button', { name: 'Canned reply' })
const search = (form: Locator) => form.getByRole('combobox', { name: 'Search replies' })
const options = (form: Locator) => form.getByRole('listbox', { name: 'Canned reply' }).getByRole('option')
const text = (form: Locator) => form.getByRole('textbox', { name: 'Message' })
const tab = (form: Locator, name: string) => form.getByRole('tab', { name })

/** How many pages were asked for. */
const asked = (): number => kit.gateway.asked.filter(({ path }) => path === '/canned-replies').length

describe('a canned reply (R-MSG-2)', () => {
  it('goes into the empty text, whose caret stands at its end', async () => {
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await options(form).filter({ hasText: 'Greeting' }).click()
    await hasFocus(text(form))
    await kit.page.keyboard.type(' Olga')
    expect(await text(form).inputValue()).toBe(`${REPLIES[0]?.text} Olga`)
    expect(await search(form).count()).toBe(0)
  })

  it('is not put into a text that has something in it, and says so', async () => {
    const form = await kit.openForm('canned-replies')
    await write(form, 'Good day')
    expect(await button(form).getAttribute('aria-disabled')).toBe('true')
    await says(form, 'Goes only into an empty message')
    await button(form).click({ force: true })
    expect(await search(form).count()).toBe(0)
    await write(form, '  ')
    await button(form).click()
    await options(form).filter({ hasText: 'Greeting' }).click()
    expect(await text(form).inputValue()).toBe(REPLIES[0]?.text)
  })

  it('is found by tab, title and text, with the keyboard alone', async () => {
    const form = await kit.openForm('canned-replies')
    await button(form).focus()
    await kit.page.keyboard.press('Enter')
    await hasFocus(search(form))
    await kit.page.keyboard.press('Shift+Tab')
    await hasFocus(tab(form, 'Mine'))
    await kit.page.keyboard.press('ArrowRight')
    await hasFocus(tab(form, 'Directory'))
    expect(await tab(form, 'Directory').getAttribute('aria-selected')).toBe('true')
    await says(form, 'Opening hours')
    await kit.page.keyboard.press('Tab')
    await kit.page.keyboard.type('courier')
    await says(form, '1 reply')
    await kit.page.keyboard.press('Enter')
    await hasFocus(text(form))
    expect(await text(form).inputValue()).toBe(REPLIES[2]?.text)
  })

  it('is given up with Escape, which leaves the form open and the focus on the button', async () => {
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await hasFocus(search(form))
    await kit.page.keyboard.press('Escape')
    await hasFocus(button(form))
    expect(await button(form).getAttribute('aria-expanded')).toBe('false')
    expect(await form.isVisible()).toBe(true)
  })

  it('of the directory is shown at once to who has none of their own', async () => {
    kit.gateway.on('GET /canned-replies', () =>
      json({ items: REPLIES.filter(({ own }) => !own), next: null }),
    )
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await says(form, 'Opening hours')
    expect(await tab(form, 'Directory').getAttribute('aria-selected')).toBe('true')
    await tab(form, 'Mine').click()
    await says(form, 'You have no replies of your own.')
  })

  it('of the directory are not turned to under somebody who went to the tab of their own meanwhile', async () => {
    const host = Promise.withResolvers<Response>()
    kit.gateway.on('GET /canned-replies', () => host.promise)
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await tab(form, 'Mine').focus()
    host.resolve(json({ items: REPLIES.filter(({ own }) => !own), next: null }))
    await says(form, 'You have no replies of your own.')
    await hasFocus(tab(form, 'Mine'))
    expect(await tab(form, 'Mine').getAttribute('aria-selected')).toBe('true')
  })

  it('is not offered where only a template may be sent, nor where the host has none', async () => {
    const form = await kit.openForm('template-required')
    await form.getByRole('listbox', { name: 'Template' }).waitFor()
    expect(await button(form).count()).toBe(0)
    const plain = await kit.openForm('uncertain')
    expect(await button(plain).count()).toBe(0)
  })
})

describe('many canned replies', () => {
  const pages = Array.from({ length: 5 }, (_, page) => ({
    items: Array.from({ length: 10 }, (_unused, n) => ({
      id: `r-${page}-${n}`,
      title: `Reply ${page * 10 + n}`,
      text: `Text ${page * 10 + n}`,
      own: true,
    })),
    next: page === 4 ? null : String(page + 1),
  }))
  const serve = (): void =>
    kit.gateway.on('GET /canned-replies', (_body, query) =>
      json(pages[Number(new URLSearchParams(query).get('cursor') ?? 0)]),
    )

  it('come page by page, as they are asked for', async () => {
    serve()
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await says(form, '20 so far')
    expect(asked()).toBe(2)
    await form.getByRole('button', { name: 'Show more' }).click()
    await eventually(async () => expect(await options(form).count()).toBe(40))
    expect(asked()).toBe(4)
  })

  it('are all looked through for what is searched', async () => {
    serve()
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await search(form).fill('text 47')
    await says(form, '1 reply')
    expect(await options(form).innerText()).toContain('Reply 47')
    expect(asked()).toBe(5)
  })

  it('say what went wrong, and go on from there', async () => {
    serve()
    const form = await kit.openForm('canned-replies')
    await button(form).click()
    await says(form, '20 so far')
    kit.gateway.on('GET /canned-replies', () =>
      problem(502, { code: 'host-broken', detail: 'The host has a fault of its own.' }),
    )
    await form.getByRole('button', { name: 'Show more' }).click()
    await form.getByRole('alert').filter({ hasText: 'The host has a fault of its own.' }).waitFor()
    serve()
    await form.getByRole('button', { name: 'Try again' }).click()
    await eventually(async () => expect(await options(form).count()).toBe(40))
  })
})
