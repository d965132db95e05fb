import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { catalogueOf, listMessages, operationFor, startSession } from '../../src/outbound/index.ts'
import { deliveredOf, dialectStand, hadTalked, onPavel, PAVELS_PHONE } from './dialect-stand.ts'

const PAVEL = { channel: 'whatsapp', address: PAVELS_PHONE } as const

const open = dialectStand()
const inRussian = { ...onPavel, locale: 'ru' } as const

/** Sends the same approved words to Pavel as often as asked, through a host that tells messages by their words. */
async function byTemplate() {
  const { sandbox, a } = await open('edna', { threadsFreshForMs: 0 })
  hadTalked(sandbox)
  const way = { contactId: 'c-1', lineId: 'line-1', ...PAVEL }
  const { items } = await catalogueOf(a, onPavel, way)
  const { id = '', body: words = '' } = items.find(({ variables }) => variables.length === 0) ?? {}
  const template = async () => {
    const form = { operationId: randomUUID(), ...way, subject: null, text: '' }
    const operation = await startSession(a, onPavel, { ...form, template: { id, variables: {} } })
    for (const session of sandbox.engine.store.sessions)
      if (session.state !== 'closed') sandbox.engine.close(session.id, null)
    return operation
  }
  const messages = async () => {
    const own = sandbox.engine.store.sessions.filter(({ contactId }) => contactId === 'c-1')
    const pages = await Promise.all(own.map(({ id }) => listMessages(a, onPavel, id, null)))
    return pages.flatMap(({ items }) => items).filter(({ text }) => text === words)
  }
  const fates = async () => (await messages()).map(({ operationId, status }) => [operationId, status])
  return { sandbox, template, messages, fates }
}

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

  it('a template that failed before anybody had found it shows that in its thread', async () => {
    const { sandbox, template, messages } = await byTemplate()
    sandbox.engine.customer({ ...PAVEL, action: 'leave' })
    const operation = await template()
    expect(operation).toMatchObject({ state: 'failed', failure: { code: 'not-sent' } })
    const shown = (await messages()).at(-1)
    expect(shown).toMatchObject({ operationId: operation.operationId, status: 'failed', mark: 'outgoing' })
    expect(shown?.failure).toEqual({ code: 'unknown', text: 'The host says of this message: undelivered.' })
  })

  it('of the same words sent twice each has its own fate', async () => {
    const { sandbox, template, fates } = await byTemplate()
    const arrived = await template()
    // The same words may go again after twenty minutes (host sheet, 3.8).
    sandbox.engine.advanceClock(21 * 60_000)
    sandbox.engine.customer({ ...PAVEL, action: 'leave' })
    const failed = await template()
    expect(await fates()).toEqual([
      [arrived.operationId, 'accepted'],
      [failed.operationId, 'failed'],
    ])
  })

  it('what the host cancelled stands at no message, least of all at the one with the same words', async () => {
    const { template, fates } = await byTemplate()
    const arrived = await template()
    expect(await template()).toMatchObject({ state: 'failed', messageId: null, sessionId: null })
    expect(await fates()).toEqual([[arrived.operationId, 'accepted']])
  })
})
