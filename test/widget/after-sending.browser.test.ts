import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { card, cardWith, session } from '../../widget/stories/people.ts'
import { email, way } from '../../widget/stories/ways.ts'
import { support, talk } from '../../widget/stories/talk.ts'
import { json, problem } from './fake-gateway.ts'
import { answer, send, startFormKit, TEXT, write, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const billing = { kind: 'hand-over' as const, target: 'Billing' }
const said = () => kit.page.getByRole('status').filter({ hasText: /Sent|sent/ })

describe('sent, but what was to follow failed (R-AFTER-5)', () => {
  it('says so, repeats the hand-over alone, and then leaves', async () => {
    const form = await kit.openForm('partly-done')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('Sent. The hand-over to Billing failed.').waitFor()
    const repeat = form.getByRole('button', { name: 'Repeat the hand-over' })
    kit.gateway.on('POST /after', () => problem(503, { code: 'host-unreachable', detail: 'Not now.' }))
    await repeat.click()
    await form.getByText('Not now.').waitFor()
    kit.gateway.on('POST /after', () =>
      json(answer(kit.sent('/sessions')[0], { routing: 'done', after: billing })),
    )
    await repeat.click()
    await form.waitFor({ state: 'hidden' })
    await said().getByText('Sent and handed over to Billing.').waitFor()
    expect(kit.sent('/sessions')).toHaveLength(1)
  })

  it('lets the person leave it so, and says it on the card', async () => {
    const form = await kit.openForm('partly-done')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('Sent. The hand-over to Billing failed.').waitFor()
    expect(await send(form).count()).toBe(0)
    await form.getByRole('button', { name: 'Close' }).last().click()
    await form.waitFor({ state: 'hidden' })
    await said().getByText('Sent. The hand-over to Billing failed.').waitFor()
    expect(kit.gateway.asked.some(({ method, path }) => method === 'DELETE' && path === '/draft')).toBe(true)
  })

  it('waits for a hand-over that is still under way', async () => {
    kit.scene('routing', { card: cardWith([support], talk, { ways: [way({})] }) })
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { routing: 'pending' })))
    const form = await kit.openForm('routing')
    await write(form, TEXT)
    await send(form).click()
    await form.getByRole('button', { name: 'Sending' }).waitFor()
    await kit.gateway.tell({
      kind: 'operation',
      operation: answer(kit.sent('/sessions')[0], { routing: 'failed', after: billing }),
    })
    await form.getByText('Sent. The hand-over to Billing failed.').waitFor()
    expect(await form.getByText('Sent. The hand-over to Billing failed.').count()).toBe(1)
  })
})

describe('where the person is taken (R-AFTER-6)', () => {
  it('opens the session that is theirs', async () => {
    kit.scene('mine', {
      card: cardWith(
        [support, session({ id: 's-2', lineName: 'Returns', lastActivityAt: support.openedAt })],
        talk,
        {
          ways: [way({})],
        },
      ),
      ends: { state: 'sent', sessionId: 's-2', routing: 'done' },
    })
    const form = await kit.openForm('mine')
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByRole('heading', { name: 'Returns · WhatsApp' }).waitFor()
    expect(await kit.page.getByRole('heading', { name: 'Returns · WhatsApp' }).count()).toBe(1)
  })

  it('stays where it is with what was closed at once, and says so', async () => {
    kit.scene('closing', {
      card: cardWith([support], talk, { ways: [way({})] }),
      offers: { after: ['close'] },
      ends: { state: 'sent', sessionId: 's-2', routing: 'done', after: { kind: 'close', target: null } },
    })
    const form = await kit.openForm('closing')
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await said().getByText('Sent, and the session is closed.').waitFor()
    await kit.page.getByRole('heading', { name: 'Support · WhatsApp' }).waitFor()
    expect(await kit.page.getByRole('heading', { name: 'Support · WhatsApp' }).count()).toBe(1)
  })

  it('says that no session opens for a letter that is sent as finished (R-AFTER-2)', async () => {
    kit.scene('letter', {
      card: card({ ways: [email()] }),
      offers: { finished: true, after: [] },
      ends: { state: 'sent', sessionId: null },
    })
    const form = await kit.openForm('letter')
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await said().getByText('The letter is sent. No session opens for it.').waitFor()
    expect(await said().getByText('The letter is sent. No session opens for it.').count()).toBe(1)
  })

  it('shows both messages before sending, and afterwards that free writing waits (R-WIN-2)', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { sessionId: null, routing: 'none' })))
    const form = await kit.openForm('two-messages')
    await form.getByRole('radio', { name: /Template goes first/ }).waitFor()
    const both = await form.getByRole('figure').innerText()
    expect(both).toMatch(/goes first[\s\S]*This is Severny Les[\s\S]*Then yours/)
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    await said().getByText('Free writing waits for the customer’s answer.').waitFor()
  })

  it('says that free writing waits until the answer comes (R-WIN-2)', async () => {
    const ways = [way({ verdict: { kind: 'free-form', untilAt: null, warnings: [] } })]
    kit.scene('waiting', {
      card: cardWith([support], talk, { ways }),
      offers: { defaultTemplate: 'May we write to you here?', after: [] },
    })
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { sessionId: support.id })))
    const form = await kit.openForm('waiting')
    await write(form, TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    const waits = kit.page.getByText('Free writing waits for the customer’s answer.')
    await waits.waitFor()
    await kit.gateway.tell({ kind: 'session', session: { ...support, untilAt: '2026-11-28T10:00:00.000Z' } })
    await waits.waitFor({ state: 'detached' })
    expect(await kit.page.getByRole('log').count()).toBe(1)
  })
})
