import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { scene } from './scene.ts'

// A host that cannot be asked what became of a message.
const there = scene('edna')

const ask = async (path: string, body: unknown) => {
  const answer = await fetch(`${there.stand.gateway}${path}`, {
    method: body === null ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${there.stand.secret}`, 'content-type': 'application/json' },
    body: body === null ? null : JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}
/** The customer writes, so that they may be written to in free words: on which line. */
async function talkWith(contactId: string) {
  const channel = 'whatsapp'
  const { accounts } = await there.store()
  const { address } = accounts.find(
    (account) => account.contactId === contactId && account.channel === channel,
  )!
  await there.ask('/customer', { channel, address, action: 'write', text: 'Hello' })
  const { sessions } = await there.store()
  const { lineId } = sessions.findLast((one) => one.contactId === contactId && one.state !== 'closed')!
  return { line: lineId, channel }
}
const step = (operationId: string, body: object) =>
  ask('/v1/process-actions/initiative-message', { operationId, ...body })
const got = async (text: string) =>
  (await there.store()).deliveries.filter((delivery) => delivery.text.includes(text))
const inFrame = (page: Page): FrameLocator => page.frameLocator('iframe[title="Operations"]')
const section = (page: Page, name: string) => inFrame(page).getByRole('tab', { name })

async function operations(): Promise<Page> {
  const page = await there.open({ path: '/contacts' })
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Operations' }).click()
  await section(page, 'Needs you').waitFor()
  return page
}

describe('Operations', () => {
  it('an unknown outcome is decided by a person, and nothing is sent a second time (R-ONCE-2)', async () => {
    const { line, channel } = await talkWith('c-1')
    await there.ask('/faults', { on: 'send-message', kind: 'lost-after', times: 1 })
    const body = { line, to: { contactId: 'c-1' }, channel, message: { text: 'Your order 15 is ready' } }
    expect(await step('run-unknown', body)).toMatchObject({ exit: 'unknown' })
    expect(await got('order 15')).toHaveLength(1)

    const page = await operations()
    const row = inFrame(page).getByRole('article').filter({ hasText: 'run-unknown' })
    await row.getByRole('button', { name: 'It arrived' }).click()
    await inFrame(page).getByRole('dialog').getByRole('button', { name: 'It arrived' }).click()
    await row.waitFor({ state: 'detached' })
    const report = await ask('/v1/operations/run-unknown', null)
    expect(report).toMatchObject({ exit: 'sent', judged: { verdict: 'arrived', operatorId: 'op-1' } })
    expect(await got('order 15')).toHaveLength(1)
    await section(page, 'What was done').click()
    await inFrame(page)
      .getByText(/said that it arrived/)
      .waitFor()
  })

  it('a class of failures is tried again after the fix, and each message comes once (R-ONCE-1)', async () => {
    const { line, channel } = await talkWith('c-1')
    const body = { line, to: { contactId: 'c-1' }, channel, message: { text: 'Your lamp is here' } }
    expect((await step('run-refused', { ...body, onOpenSession: 'refuse' })).exit).toBe('refused')
    const { engine } = there.stand.sandbox
    for (const { id, contactId, state } of engine.store.sessions)
      if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)

    const page = await operations()
    await section(page, 'Failures').click()
    const row = inFrame(page).getByRole('article').filter({ hasText: 'session is open' })
    await row.getByRole('button', { name: 'Try again after the fix' }).click()
    await inFrame(page).getByRole('dialog').getByRole('button', { name: 'Try again after the fix' }).click()
    await inFrame(page).getByText('1 message on the way again.').waitFor()
    await expect.poll(async () => (await got('lamp is here')).length).toBe(1)
    await expect.poll(async () => (await ask('/v1/operations/run-refused!2', null)).exit).toBe('sent')
    await row.waitFor({ state: 'detached' })
  })

  it('a batch that was paused is resumed, and everybody gets its message once', async () => {
    const other = (await there.store()).accounts.find(
      ({ channel: on, contactId, blocked }) => on === 'whatsapp' && contactId !== 'c-1' && !blocked,
    )
    const { line, channel } = await talkWith('c-1')
    await talkWith(other!.contactId)
    const message = { text: 'Our spring lamps' }
    const recipients = ['c-1', other!.contactId].map((contactId) => ({ contactId }))
    await ask('/v1/batches', { id: 'spring', paused: true, step: { line, channel, message }, recipients })

    const page = await operations()
    await section(page, 'Batches').click()
    const row = inFrame(page).getByRole('article').filter({ hasText: 'spring' })
    await row.getByText('0 of 2 people').waitFor()
    expect(await got('spring lamps')).toHaveLength(0)
    await row.getByRole('button', { name: 'Resume' }).click()
    await row.getByText('2 of 2 people').waitFor()
    await row.getByText('2 sent').waitFor()
    expect(await got('spring lamps')).toHaveLength(2)
  })
})
