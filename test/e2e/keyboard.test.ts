import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { keysOf, type Keys } from './by-keys.ts'
import { scene } from './scene.ts'

/** Opens the form without a mouse; it takes the focus. */
async function openByKeys(page: Page, keys: Keys): Promise<Locator> {
  await page.getByRole('button', { name: 'New session' }).waitFor()
  await keys.tabTo(/New session/)
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog')
  await form.getByRole('radio').first().waitFor()
  await expect.poll(async () => (await keys.focused()).inDialog).toBe(true)
  return form
}

/** Chooses the way by the arrows, from wherever the focus stands in or under the list. */
async function chooseWay(form: Locator, keys: Keys, name: RegExp): Promise<void> {
  for (let steps = 0; (await keys.focused()).role !== 'radio' && steps < 30; steps += 1)
    await keys.press('Shift+Tab')
  for (let steps = 0; !name.test((await keys.focused()).name) && steps < 8; steps += 1)
    await keys.press(steps === 0 ? 'Home' : 'ArrowDown')
  expect((await keys.focused()).name).toMatch(name)
  await form.getByRole('radio', { name, checked: true }).waitFor()
}

/** Presses the button for files; only the browser's own window is answered for the hand. */
async function attachByKeys(page: Page, form: Locator, keys: Keys): Promise<void> {
  // Said to the browser well before the key is pressed: a window for files that nobody answers would hold the page.
  const chooser = page.waitForEvent('filechooser')
  await keys.tabTo('Attach files')
  await page.keyboard.press('Enter')
  await (
    await chooser
  ).setFiles({ name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 an offer') })
  await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
  expect(await keys.focused()).toMatchObject({ inDialog: true, name: 'Attach files' })
}

/** Sends, and the focus ends in the session or on what opened the form. */
async function sendByKeys(page: Page, form: Locator, keys: Keys): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await keys.focused()).inWidget).toBe(true)
}

describe('on Chatwoot the whole form is done by keyboard alone', () => {
  const there = scene('chatwoot')

  test('a template with its variables, a tag, and a hand-over with a comment (R-TPL-5, R-AFTER-2)', async () => {
    const page = await there.open({ path: '/contacts/c-1' })
    const keys = keysOf(page)
    const form = await openByKeys(page, keys)
    await chooseWay(form, keys, /^Email/)
    await chooseWay(form, keys, /^WhatsApp/)
    await form.getByRole('listbox', { name: 'Template' }).getByRole('option').first().waitFor()
    await keys.tabTo('Search templates by name or text')
    await keys.type('delivery_day')
    await form.getByText('2 templates').waitFor()
    await keys.press('ArrowDown', 'Enter')
    // What the administrator has said is a day, which a template in Russian says in Russian, and hours of a list.
    for (const [field, value] of [
      // Whichever of day and month the browser asks first.
      [/Field 1/, '11112026'],
      [/Field 2/, '10'],
      [/Field 3/, '14'],
    ] as const) {
      await keys.tabTo(field)
      await keys.type(value)
    }
    await form.getByText('written in the message as 11 ноября').waitFor()

    await keys.tabTo('Tags')
    await keys.press('ArrowDown', 'Enter')
    await form.getByRole('button', { name: /^Remove / }).waitFor()
    await keys.tabTo('Assign to me', 'input')
    await keys.press('ArrowDown', 'ArrowDown')
    await keys.tabTo('To whom', 'combobox')
    await keys.type('Deliv')
    await keys.press('ArrowDown', 'Enter')
    await keys.tabTo('Comment')
    await keys.type('He asked for the morning.')
    await sendByKeys(page, form, keys)
    const { deliveries, sessions } = await there.store()
    const sent = deliveries.filter(({ text }) => text.includes('Привезём 11 ноября с 10:00 до 14:00.'))
    expect(sent).toMatchObject([{ channel: 'whatsapp', template: { approved: true } }])
    const session = sessions.find(({ id }) => id === sent[0]?.sessionId)
    expect(session).toMatchObject({ groupId: 'group-4', operatorId: null })
    expect(session?.tags).toHaveLength(1)
  })

  test('a letter with a canned reply and a file (R-MSG-1, R-MSG-2, R-FILE-1)', async () => {
    const page = await there.open({ path: '/contacts/c-1' })
    const keys = keysOf(page)
    const form = await openByKeys(page, keys)
    await chooseWay(form, keys, /^Email/)
    await form.getByRole('textbox', { name: 'Subject' }).waitFor()
    await keys.tabTo('Subject')
    await keys.type('The offer')
    await form.getByRole('button', { name: 'Canned reply' }).waitFor()
    await keys.tabTo('Canned reply')
    await keys.press('Enter')
    await expect.poll(async () => (await keys.focused()).role).toBe('combobox')
    // Nobody has replies of their own here, so the directory is shown.
    await form.getByRole('tab', { name: 'Directory', selected: true }).waitFor()
    await form.getByRole('listbox').getByRole('option').first().waitFor()
    await keys.press('ArrowDown', 'Enter')
    await expect.poll(() => keys.focused()).toMatchObject({ role: 'textarea' })
    await keys.press('Control+End')
    await keys.type(' By keys alone.')
    await attachByKeys(page, form, keys)
    await sendByKeys(page, form, keys)
    const sent = (await there.store()).deliveries.filter(({ text }) => text.includes('By keys alone.'))
    expect(sent).toMatchObject([{ channel: 'email', attachments: [{ name: 'offer.pdf' }] }])
  })
})

describe('on ELMA365 the whole form is done by keyboard alone', () => {
  const there = scene('elma365')

  test('a letter with a file, and what is missing has the focus (R-MSG-1, R-FILE-1)', async () => {
    const page = await there.open({ path: '/contacts/c-1' })
    const keys = keysOf(page)
    const form = await openByKeys(page, keys)
    await chooseWay(form, keys, /^Email/)
    await form.getByRole('textbox', { name: 'Subject' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await form.getByText('The message is empty.').waitFor()
    await expect.poll(() => keys.focused()).toMatchObject({ inDialog: true, role: 'textarea' })
    await keys.type('By keys alone, Pavel.')
    await attachByKeys(page, form, keys)
    await sendByKeys(page, form, keys)
    const sent = (await there.store()).deliveries.filter(({ text }) => text.includes('By keys alone'))
    expect(sent).toMatchObject([{ channel: 'email', attachments: [{ name: 'offer.pdf' }] }])
  })

  test('Escape closes it and the focus is back on what opened it', async () => {
    const page = await there.open({ path: '/contacts/c-1' })
    const keys = keysOf(page)
    const form = await openByKeys(page, keys)
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    await expect.poll(async () => (await keys.focused()).name).toMatch(/New session/)
  })
})
