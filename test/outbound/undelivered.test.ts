import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { listMessages, operationFor, startSession } from '../../src/outbound/index.ts'
import { deliveredOf, dialectStand, hadTalked, onPavel, PAVELS_PHONE } from './dialect-stand.ts'

const open = dialectStand()
const inRussian = { ...onPavel, locale: 'ru' } as const

describe('what the channel did not deliver (R-ERR-2)', () => {
  it('is told with its reason and the step that helps, at the operation and at the message, in both languages', async () => {
    const { sandbox, a } = await open('chatwoot')
    hadTalked(sandbox)
    const pavel = { channel: 'whatsapp', address: PAVELS_PHONE } as const
    sandbox.engine.customer({ ...pavel, action: 'leave' })
    const form = { operationId: randomUUID(), contactId: 'c-1', lineId: 'line-1', ...pavel }
    const answer = await startSession(a, onPavel, { ...form, subject: null, text: 'Is it still yours?' })
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'not-a-user' } })
    expect(answer.failure?.text).toBe('Not delivered: this address is not in WhatsApp. Write another way.')
    expect((await operationFor(a, inRussian, form.operationId))?.failure?.text).toMatch(
      /WhatsApp — здесь такого адреса нет\. Напишите другим способом\.$/,
    )
    const { id } = sandbox.engine.store.sessions.findLast(({ contactId }) => contactId === 'c-1')!
    const { items } = await listMessages(a, onPavel, id, null)
    expect(items.at(-1)).toMatchObject({
      status: 'failed',
      failure: { code: 'not-a-user', text: '131026: Message undeliverable' },
    })
    expect(deliveredOf(sandbox, 'Is it still yours?')).toBe(0)
  })

  it('for a reason that has no word of ours, the host’s own text is there', async () => {
    const { sandbox, a } = await open('chatwoot')
    hadTalked(sandbox)
    const pavel = { channel: 'whatsapp', address: PAVELS_PHONE } as const
    sandbox.engine.customer({ ...pavel, action: 'block' })
    const form = { operationId: randomUUID(), contactId: 'c-1', lineId: 'line-1', ...pavel }
    const answer = await startSession(a, onPavel, { ...form, subject: null, text: 'Is it still yours?' })
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'not-sent' } })
    expect(answer.failure?.text).toContain('(The recipient has blocked the sender.)')
  })
})
