import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { card, minutesAgo, PAVEL } from '../../widget/stories/people.ts'
import { email, offersOf, reason, way } from '../../widget/stories/ways.ts'
import { json } from './fake-gateway.ts'
import { answer, send, startFormKit, TEXT, write, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('verdicts before words', () => {
  it('says when, by whom and where the customer was last written to', async () => {
    const form = await kit.openForm('every-verdict')
    await form.getByText('Last written to 2h ago by Olga Smirnova · Orders, Email').waitFor()
    expect(await form.getByText('Last written to 2h ago by Olga Smirnova · Orders, Email').count()).toBe(1)
  })

  it('shows a window with its end, an unlimited way as free, and a template-only way with its reason (R-WIN-1)', async () => {
    const form = await kit.openForm('every-verdict')
    await form.getByRole('radio', { name: /\+79123456789.*Free until (\d+ \w+, )?\d\d:\d\d/ }).waitFor()
    await form.getByRole('radio', { name: /Email.*Free$/ }).waitFor()
    const late = form.getByRole('radio', { name: /\+74951234567.*Template only/ })
    expect(await late.getAttribute('aria-disabled')).toBe('false')
    await form.getByText('only an approved template may be sent').waitFor()
    await late.click()
    await eventually(async () => expect(await late.getAttribute('aria-checked')).toBe('true'))
  })

  it('keeps refused ways visible with every reason, and a way out of each that has one', async () => {
    const form = await kit.openForm('every-verdict')
    const refused = form.getByRole('radio', { disabled: true })
    expect(await refused.count()).toBe(4)
    for (const why of [
      /A session on Support is open \(begun .*\), with Irina Belova\./,
      'The customer has never written here, so we may not write first.',
      /The address “8 912 345-67-89” is not complete\./,
      'You do not work on Viber.',
      'The customer has blocked us here.',
    ])
      await form.getByText(why).waitFor()
    expect(await form.getByRole('button', { name: 'Go to the session' }).count()).toBe(1)
    await form.getByRole('button', { name: 'Choose another way' }).click()
    const first = form.getByRole('radio').first()
    expect(await first.evaluate((one) => one.matches(':focus'))).toBe(true)
  })

  it('writes to the number as it was meant, when the person says so (R-ADDR-2)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('correctable-number')
    await form.getByRole('button', { name: 'Use +79123456789' }).click()
    await form.getByRole('radio', { name: /\+79123456789/, checked: true }).waitFor()
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ address: '+79123456789', text: TEXT })
  })

  it('gives the sentence for an administrator into the clipboard', async () => {
    await kit.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const form = await kit.openForm('every-verdict')
    await form.getByRole('button', { name: 'Copy for an administrator' }).click()
    await form.getByRole('button', { name: 'Copied' }).waitFor()
    const text = await kit.page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('You do not work on Viber.')
  })

  it('shows from which mailbox the letter leaves (R-MAIL-2)', async () => {
    const form = await kit.openForm('every-verdict')
    await form.getByRole('radio', { name: /Email.*from orders@severny-les\.example/ }).waitFor()
    expect(await form.getByRole('radio', { name: /Email.*from orders@severny-les\.example/ }).count()).toBe(1)
  })

  it('chooses neither of two addresses of one line silently, the newest stands first (R-ADDR-6)', async () => {
    const form = await kit.openForm('two-addresses')
    const rows = form.getByRole('radio')
    expect(await rows.first().innerText()).toContain('from the record')
    expect(await rows.last().innerText()).toContain('older address of the line')
    expect(await form.getByRole('radio', { checked: true }).count()).toBe(0)
    await send(form).click()
    await form.getByRole('alert').getByText('Choose where to write.').waitFor()
    expect(await rows.first().evaluate((one) => one.matches(':focus'))).toBe(true)
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('says once that the person is offline, and looks again when asked (R-OPER-1)', async () => {
    const form = await kit.openForm('operator-offline')
    await form.getByText('Your status is offline').waitFor()
    expect(await form.getByText('Your status is offline').count()).toBe(1)
    kit.gateway.on('GET /contacts/c-1/ways', () =>
      json({ contact: PAVEL, ways: [way({}), email()], lastWritten: null }),
    )
    await form.getByRole('button', { name: 'Check again' }).click()
    await form.getByText('Your status is offline').waitFor({ state: 'detached' })
    expect(await form.getByRole('radio', { disabled: false }).count()).toBe(2)
  })

  it('says what cannot be known once, and what is unknown of one way beside it', async () => {
    const form = await kit.openForm('uncertain')
    expect(await form.getByText('We cannot see whether you are online here.').count()).toBe(1)
    const bot = form.getByRole('radio', { name: /Telegram bot/ })
    const notes = await bot.getAttribute('aria-describedby')
    expect(await form.locator(`#${notes}`).innerText()).toBe(
      'We cannot see whether the customer has written here before.',
    )
  })

  it('counts the minutes near the end of the window, and asks again when it is over (R-WIN-1)', async () => {
    await kit.page.clock.install()
    const untilAt = minutesAgo(-12.5)
    kit.scene('closing', {
      card: card({ ways: [way({ verdict: { kind: 'free-form', untilAt, warnings: [] } })] }),
    })
    const form = await kit.openForm('closing')
    await form.getByText('12 min left').waitFor()
    await kit.page.clock.fastForward(5 * 60_000)
    await form.getByText('7 min left').waitFor()
    const why = reason('template-required')
    const late = way({ verdict: { kind: 'template-only', why, warnings: [] } })
    kit.gateway.on('GET /contacts/c-1/ways', () => json({ contact: PAVEL, ways: [late], lastWritten: null }))
    kit.gateway.on('GET /offers', () => json(offersOf(late)))
    await kit.page.clock.fastForward(9 * 60_000)
    await form.getByRole('radio', { name: /Template only/ }).waitFor()
    expect(await form.getByRole('radio', { name: /Template only/ }).count()).toBe(1)
  })
})
