import { describe, expect, it } from 'vitest'
import { CardSchema, OperationSchema } from '../../src/wire/schemas.ts'
import { SECRET } from './setup.ts'
import { listenTo } from './stream-reader.ts'
import { eventually, gatewayBefore, world } from './with-sandbox.ts'

const PHONE = '+79123456789'
const START = {
  operationId: 'form-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: PHONE,
  subject: null,
  text: 'Good day! Your order is ready.',
}
const STEP = '/v1/process-actions/initiative-message'
const RUN = {
  operationId: 'run-77:notify',
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Your order 15 is ready' },
  author: 'system',
  onOpenSession: 'write',
  wait: 'accepted',
}

describe('the main job over the gateway', () => {
  it('opens a card in one request, sends, and shows the message and the customer’s answer live', async () => {
    const there = await world()
    const { ask, context, url } = await gatewayBefore(there)
    const token = await context()
    const card = await ask('GET', '/v1/card', { token })
    expect(card.status).toBe(200)
    expect(CardSchema.parse(card.json)).toMatchObject({ contact: { id: 'c-1' }, operator: { id: 'op-1' } })

    const ear = await listenTo(url, token, card.json.cursor)
    const started = await ask('POST', '/v1/sessions', { token, body: START })
    expect([200, 202]).toContain(started.status)
    const settled = await eventually(
      () => ask('GET', '/v1/operations/form-1', { token }),
      ({ json }) => json.state === 'sent',
    )
    expect(OperationSchema.parse(settled.json)).toMatchObject({ state: 'sent', text: START.text })
    await eventually(
      () => there.arrived(START.text).length,
      (count) => count > 0,
    )
    expect(there.arrived(START.text)).toMatchObject([{ address: PHONE }])
    await there.customer('whatsapp', PHONE, 'write', 'Thank you')

    const texts = () =>
      ear.heard.filter(({ kind }) => kind === 'message').map(({ data }) => data.message.text)
    await eventually(texts, (found) => found.includes('Thank you'))
    expect(texts()).toContain(START.text)
    expect(texts()).toContain('Thank you')
    expect(ear.heard.some(({ kind, data }) => kind === 'operation' && data.operation.state === 'sent')).toBe(
      true,
    )
  })

  it('gives the step its answer, the same one again, and a conflict for another body', async () => {
    const there = await world()
    const { ask } = await gatewayBefore(there)
    const first = await ask('POST', STEP, { token: SECRET, body: RUN })
    const done = await eventually(
      () => ask('GET', '/v1/operations/run-77%3Anotify', { token: SECRET }),
      ({ json }) => json.exit !== null,
    )
    expect(first.json.operationId).toBe('run-77:notify')
    expect(done.json).toMatchObject({ exit: 'sent', line: 'line-1', channel: 'whatsapp', address: PHONE })
    expect(done.json.steps.map((step: { name: string }) => step.name)).toContain('send')
    const again = await ask('POST', STEP, { token: SECRET, body: RUN })
    expect(again.status).toBe(200)
    expect(again.json).toMatchObject({
      exit: 'sent',
      sessionId: done.json.sessionId,
      messageId: done.json.messageId,
    })
    const other = await ask('POST', STEP, {
      token: SECRET,
      body: { ...RUN, message: { text: 'Something else' } },
    })
    expect([other.status, other.json.code]).toEqual([409, 'operation-conflict'])
    expect(
      there.arrived().filter(({ address, text }) => address === PHONE && text.startsWith('Your order')),
    ).toHaveLength(1)
  })

  it('finds an operation whatever its id is made of', async () => {
    const there = await world()
    const { ask } = await gatewayBefore(there)
    const ids = ['заказ/15', '100%', 'a?b#c', '../card', 'x'.repeat(200), ' 1 ']
    for (const operationId of ids) {
      const sent = await ask('POST', STEP, { token: SECRET, body: { ...RUN, operationId } })
      expect(sent.json.operationId).toBe(operationId)
      const found = await ask('GET', `/v1/operations/${encodeURIComponent(operationId)}`, { token: SECRET })
      expect(found.json.operationId).toBe(operationId)
    }
  })

  it('opens two hundred cards at once', async () => {
    const there = await world()
    const { ask, context } = await gatewayBefore(there)
    const token = await context()
    const cards = await Promise.all(Array.from({ length: 200 }, () => ask('GET', '/v1/card', { token })))
    expect(cards.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
  }, 60_000)

  it('sends nothing in a dry run', async () => {
    const there = await world()
    const { ask } = await gatewayBefore(there)
    const before = there.arrived().length
    const { status, json } = await ask('POST', STEP, { token: SECRET, body: { ...RUN, dryRun: true } })
    expect(status).toBe(200)
    expect(json.dryRun).toMatchObject({ verdict: { kind: 'free-form' }, text: RUN.message.text })
    expect(there.arrived()).toHaveLength(before)
    expect((await ask('GET', '/v1/operations/run-77%3Anotify', { token: SECRET })).status).toBe(404)
  })

  it('keeps a draft, and shows it on the card', async () => {
    const { ask, context } = await gatewayBefore(await world())
    const token = await context()
    const { contactId, lineId, channel, address, operationId } = START
    const draft = { operationId, contactId, lineId, channel, address, subject: '', text: 'я'.repeat(100_000) }
    expect((await ask('PUT', '/v1/draft', { token, body: draft })).status).toBe(200)
    expect((await ask('GET', '/v1/card', { token })).json.draft).toMatchObject(draft)
    expect((await ask('DELETE', '/v1/draft', { token })).status).toBe(204)
    expect((await ask('GET', '/v1/card', { token })).json.draft).toBeNull()
  })

  it('refuses an operator the host does not know, a line and a contact that are not there', async () => {
    const { ask, context } = await gatewayBefore(await world())
    const stranger = await ask('GET', '/v1/card', { token: await context('op-99') })
    expect([stranger.status, stranger.json.code]).toEqual([403, 'unknown-operator'])
    const token = await context()
    const line = await ask('POST', '/v1/sessions', { token, body: { ...START, lineId: 'line-99' } })
    expect(line.status).toBe(422)
    expect(line.json.fields).toEqual([{ path: 'lineId', message: expect.any(String) }])
    const contact = await ask('GET', '/v1/contacts/c-9999/ways', { token })
    expect([contact.status, contact.json.code]).toEqual([404, 'unknown-contact'])
    const session = await ask('GET', '/v1/sessions/nope/messages', { token })
    expect(session.status).toBe(404)
    expect((await ask('GET', '/v1/operations/nope', { token })).json.code).toBe('unknown-operation')
    const short = await ask('GET', '/v1/contacts?query=ab', { token })
    expect([short.status, short.json.fields?.[0]?.path]).toEqual([422, 'query'])
  })
})

describe('the log', () => {
  it('has a line for every request and no text, name, address, secret or token', async () => {
    const there = await world()
    const { ask, context, log, url } = await gatewayBefore(there)
    const token = await context()
    const card = await ask('GET', '/v1/card', { token, headers: { 'X-Request-Id': 'my-request-1' } })
    const ear = await listenTo(url, token, card.json.cursor)
    await ask('GET', '/v1/contacts?query=Pavel', { token })
    await ask('POST', '/v1/sessions', { token, body: START })
    await ask('POST', STEP, { token: SECRET, body: RUN })
    await eventually(
      () => there.arrived(RUN.message.text).length,
      (count) => count > 0,
    )
    await there.customer('whatsapp', PHONE, 'write', 'Thank you very much')
    await eventually(
      () => JSON.stringify(ear.heard),
      (heard) => heard.includes('Thank you very much'),
    )
    await ask('POST', '/v1/sessions', { token, body: { ...START, operationId: 'form-2', lineId: 'line-99' } })
    ear.leave()

    const lines = log.map((line) => JSON.parse(line))
    const opened = lines.find(({ requestId }) => requestId === 'my-request-1')
    expect(opened).toMatchObject({
      route: '/v1/card',
      status: 200,
      workspace: 'sandbox',
      durationMs: expect.any(Number),
    })
    expect(lines.some(({ route }) => route === '/v1/contacts')).toBe(true)
    for (const secret of [
      'Good day',
      'Your order',
      'Thank you',
      '9123456789',
      'Pavel',
      'Serov',
      SECRET,
      token,
      'sandbox-token',
    ])
      expect(log.filter((line) => line.includes(secret))).toEqual([])
  })
})
