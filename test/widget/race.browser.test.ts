import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { card, IRINA, PAVEL, session } from '../../widget/stories/people.ts'
import { email, offersOf, refused, way } from '../../widget/stories/ways.ts'
import { IRINAS } from '../../widget/stories/scenes-form.ts'
import { json } from './fake-gateway.ts'
import { answer, send, startFormKit, TEXT, write, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

const OFFERS = offersOf(way({}))
let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

/** Irina was quicker: the form is refused at sending. */
async function lose(): Promise<Locator> {
  const form = await kit.openForm('race')
  await form.getByRole('radio', { name: /WhatsApp/ }).click()
  await write(form, TEXT)
  await send(form).click()
  await form.getByText(/Not sent\..*is open \(begun \d\d:\d\d\), with Irina Belova/s).waitFor()
  return form
}
const kept = (form: Locator) => form.getByRole('textbox', { name: 'Message' }).inputValue()

describe('a session that appeared meanwhile (R-OPEN-4)', () => {
  it('leaves the draft intact when the person cancels', async () => {
    const form = await lose()
    await form.getByRole('button', { name: 'Cancel' }).click()
    await form.waitFor({ state: 'hidden' })
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ text: TEXT, lineId: 'line-1' }))
    await kit.page.getByRole('button', { name: 'New session' }).click()
    expect(await kept(form)).toBe(TEXT)
  })

  it('leaves the draft intact when the person goes to see it', async () => {
    const form = await lose()
    await form.getByRole('button', { name: 'Go to the session' }).last().click()
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByText('with Irina Belova').first().waitFor()
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ text: TEXT }))
  })

  it('goes back to the first step with the draft, and nothing is chosen for the person', async () => {
    const form = await lose()
    await form.getByRole('button', { name: 'Choose another way' }).click()
    expect(await form.getByRole('radio', { checked: true }).count()).toBe(0)
    await form.getByText('Not sent.').waitFor({ state: 'detached' })
    expect(await kept(form)).toBe(TEXT)
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await form.getByRole('radio', { name: /Email/ }).click()
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    const [first, second] = kit.sent('/sessions')
    expect(second).toMatchObject({ channel: 'email', text: TEXT })
    expect(second?.['operationId']).not.toBe(first?.['operationId'])
  })

  it('continues in the open session where the person may, with the same text', async () => {
    kit.gateway.on('POST /sessions/s-9/messages', (body) => json(answer(body, { sessionId: 's-9' })))
    const form = await lose()
    await form.getByRole('button', { name: 'Send it there' }).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions/s-9/messages')[0]).toMatchObject({ text: TEXT })
  })

  it('does not offer to write there where the person may only read', async () => {
    const readOnly = session({
      id: 's-9',
      replyReasons: [{ code: 'session-of-another-operator', facts: {}, remedy: null }],
    })
    kit.scene('race-read-only', {
      card: card({ ways: [way({})], sessions: { items: [readOnly], next: null } }),
      ends: { state: 'refused', reasons: [IRINAS] },
    })
    const form = await kit.openForm('race-read-only')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('Not sent.').waitFor()
    expect(await form.getByRole('button', { name: 'Send it there' }).count()).toBe(0)
  })
})

describe('every step asks again (R-OPEN-4)', () => {
  it('asks when a way is chosen, and shows the verdict of now on its row', async () => {
    kit.gateway.on('GET /offers', () =>
      json({ ...OFFERS, way: way({ verdict: refused(IRINAS) }), template: 'none' }),
    )
    const form = await kit.openForm('first-time')
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await form.getByText('Meanwhile this has changed.').waitFor()
    await form.getByRole('radio', { name: /WhatsApp/, disabled: true }).waitFor()
    expect(await form.getByRole('button', { name: 'Go to the session' }).count()).toBe(2)
  })

  it('asks when the card hears of a session of this customer', async () => {
    const form = await kit.openForm('many')
    await write(form, TEXT)
    kit.gateway.on('GET /contacts/c-1/ways', () =>
      json({ contact: PAVEL, ways: [way({ verdict: refused(IRINAS) }), email()], lastWritten: null }),
    )
    kit.gateway.on('GET /offers', () => json({ ...OFFERS, way: way({ verdict: refused(IRINAS) }) }))
    await kit.gateway.tell({
      kind: 'session',
      session: session({ id: 's-9', operatorId: IRINA.id, operatorName: IRINA.name }),
    })
    await form.getByText(/Meanwhile this has changed\..*with Irina Belova/s).waitFor()
    expect(await kept(form)).toBe(TEXT)
    await send(form).click()
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('asks when somebody begins to write after a while', async () => {
    await kit.page.clock.install()
    const form = await kit.openForm('many')
    await form.getByRole('radio', { checked: true }).waitFor()
    await eventually(() => expect(kit.count('GET', '/offers')).toBe(1))
    await form.getByRole('radio', { checked: true }).focus()
    await kit.page.clock.fastForward(2 * 60_000)
    expect(kit.count('GET', '/offers')).toBe(1)
    await form.getByRole('textbox', { name: 'Message' }).focus()
    await eventually(() => expect(kit.count('GET', '/offers')).toBe(2))
  })

  it('lets one write while it asks, and nothing moves under the pen', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.on('GET /offers', async () => {
      await promise
      return json({ ...OFFERS, cannedReplies: false })
    })
    const form = await kit.openForm('first-time')
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    const box = form.getByRole('textbox', { name: 'Message' })
    await box.fill('Good day')
    const before = await box.boundingBox()
    const answered = kit.page.waitForResponse((response) => response.url().includes('/offers'))
    resolve()
    await (await answered).finished()
    await form.getByText('The session will be yours.').waitFor()
    expect(await box.boundingBox()).toEqual(before)
    await box.pressSequentially(', Pavel')
    expect(await kept(form)).toBe('Good day, Pavel')
  })
})
