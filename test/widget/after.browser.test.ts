import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WireOffers } from '../../src/wire/form.ts'
import { email } from '../../widget/stories/ways.ts'
import { EXTRA_SCENES, TARGETS } from '../../widget/stories/scenes-extras.ts'
import { eventually } from '../setup/eventually.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

type Form = Awaited<ReturnType<FormKit['openForm']>>
const isFocused = (one: ReturnType<Form['getByRole']>) =>
  eventually(async () => expect(await one.evaluate((element) => element.matches(':focus'))).toBe(true))
/** The form on one way, where this may happen after sending. */
async function openWith(offers: Partial<WireOffers>): Promise<Form> {
  const { card } = EXTRA_SCENES.after
  kit.gateway.on('POST /sessions', (body) => Response.json(answer(body)))
  kit.gateway.scenes.set('after-now', { card: { ...card, ways: [email()] }, offers })
  const form = await kit.openForm('after-now')
  await write(form, TEXT)
  return form
}
const ALL: Partial<WireOffers> = { after: ['assign-to-me', 'close', 'hand-over'], targets: [...TARGETS] }
const choice = (form: Form, name: string) => form.getByRole('radio', { name, exact: true })

describe('what comes after sending', () => {
  it('has the usual choice made, and says nothing of it to the gateway (R-AFTER-1)', async () => {
    const form = await openWith(ALL)
    await choice(form, 'Assign to me').waitFor()
    expect(await choice(form, 'Assign to me').isChecked()).toBe(true)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ after: null })
  })

  it('closes at once when that is chosen (R-AFTER-1)', async () => {
    const form = await openWith(ALL)
    await choice(form, 'Close at once').check()
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ after: { kind: 'close' } })
  })

  it('hands over with a comment, by the keyboard alone (R-AFTER-1)', async () => {
    const form = await openWith(ALL)
    await choice(form, 'Assign to me').focus()
    await kit.page.keyboard.press('ArrowDown')
    await kit.page.keyboard.press('ArrowDown')
    expect(await choice(form, 'Hand over to…').isChecked()).toBe(true)
    await kit.page.keyboard.press('Tab')
    await isFocused(form.getByRole('combobox', { name: 'To whom' }))
    await kit.page.keyboard.type('петр')
    await form.getByRole('option', { name: 'Пётр Алексеев' }).waitFor()
    await kit.page.keyboard.press('Enter')
    await isFocused(form.getByRole('button', { name: 'Remove Пётр Алексеев' }))
    await kit.page.keyboard.press('Tab')
    await kit.page.keyboard.type('Waits for a call')
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      after: {
        kind: 'hand-over',
        target: { kind: 'operator', id: 'op-3', name: 'Пётр Алексеев' },
        comment: 'Waits for a call',
      },
    })
  })

  it('groups those who may take it by their kind (R-AFTER-1)', async () => {
    const form = await openWith(ALL)
    await choice(form, 'Hand over to…').check()
    await form.getByRole('combobox', { name: 'To whom' }).click()
    const list = form.getByRole('listbox', { name: 'To whom' })
    for (const kind of ['Operators', 'Groups', 'Skills', 'Bots', 'Departments'])
      expect(await list.getByRole('group', { name: kind }).getByRole('option').count()).toBeGreaterThan(0)
  })

  it('does not send before it is said to whom, and asks for no comment where none goes with it (R-AFTER-1)', async () => {
    const form = await openWith({ ...ALL, handOverComment: false })
    await choice(form, 'Hand over to…').check()
    await send(form).click()
    await form.getByText('Choose to whom the session is handed over.').waitFor()
    await isFocused(form.getByRole('combobox', { name: 'To whom' }))
    expect(kit.sent('/sessions')).toHaveLength(0)
    await kit.page.keyboard.type('петр')
    await form.getByRole('option', { name: 'Пётр Алексеев' }).waitFor()
    await kit.page.keyboard.press('Enter')
    expect(await form.getByRole('textbox', { name: 'Comment' }).count()).toBe(0)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ after: { kind: 'hand-over', comment: null } })
  })

  it('keeps the choice, the target and the comment in the draft', async () => {
    const form = await openWith(ALL)
    await choice(form, 'Hand over to…').check()
    await form.getByRole('combobox', { name: 'To whom' }).fill('claims')
    await form.getByRole('option', { name: 'Claims' }).waitFor()
    await kit.page.keyboard.press('Enter')
    await form.getByRole('textbox', { name: 'Comment' }).fill('Urgent')
    await eventually(() =>
      expect(kit.drafts().at(-1)).toMatchObject({ after: { kind: 'hand-over', comment: 'Urgent' } }),
    )
    await kit.page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByRole('button', { name: 'New session' }).click()
    await form.getByRole('button', { name: 'Remove Claims' }).waitFor()
    expect(await form.getByRole('textbox', { name: 'Comment' }).inputValue()).toBe('Urgent')
  })

  it('is one quiet sentence where there is nothing to choose (R-AFTER-4)', async () => {
    const form = await openWith({ after: ['assign-to-me'] })
    await form.getByText('The session will be yours.').waitFor()
    expect(await form.getByRole('radio', { name: 'Assign to me' }).count()).toBe(0)
  })

  it('does not offer a supervisor to take it: only what the gateway offers is shown (R-AFTER-3)', async () => {
    const form = await openWith({ ...ALL, after: ['close', 'hand-over'] })
    await choice(form, 'Close at once').waitFor()
    expect(await choice(form, 'Close at once').isChecked()).toBe(true)
    expect(await choice(form, 'Assign to me').count()).toBe(0)
  })

  it('is nothing where the host can do nothing (R-AFTER-1)', async () => {
    const form = await openWith({ after: [], blindCopy: true })
    await form.getByRole('button', { name: 'Add a blind copy' }).waitFor()
    expect(await form.innerText()).not.toContain('After sending')
  })

  it('says that a letter is sent as finished and opens no session (R-AFTER-2)', async () => {
    const form = await openWith({ after: [], finished: true })
    await form.getByText('The letter is sent as finished; no session opens.').waitFor()
    expect(await form.getByRole('radio', { name: 'Assign to me' }).count()).toBe(0)
  })
})
