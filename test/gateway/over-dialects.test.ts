import { describe, expect, it } from 'vitest'
import type { AfterKind } from '../../src/domain/after.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { OffersSchema, type WireOffers } from '../../src/wire/form.ts'
import { CardSchema, MessagePageSchema, OperationSchema } from '../../src/wire/schemas.ts'
import type { TestGateway } from './setup.ts'
import { eventually, gatewayBefore, world } from './with-sandbox.ts'

/** What each host can do with a session after its first message. */
const OFFERED: Readonly<Record<string, readonly AfterKind[]>> = {
  elma365: ['assign-to-me', 'hand-over'],
  chatwoot: ['assign-to-me', 'close', 'hand-over'],
  helpdeskeddy: [],
  edna: ['assign-to-me', 'hand-over'],
}

/** The first way to one of the demo's contacts that may be written to freely and offers what is asked for. */
async function wayWith({ ask, context }: TestGateway, fits: (offers: WireOffers) => boolean) {
  for (const contactId of ['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6']) {
    const token = await context('op-1', { type: 'contact', id: contactId })
    const { ways } = CardSchema.parse((await ask('GET', '/v1/card', { token })).json)
    for (const { lineId, channel, address, verdict } of ways) {
      if (verdict.kind !== 'free-form') continue
      const way = { contactId, lineId, channel, address }
      const query = new URLSearchParams(way)
      const offers = OffersSchema.parse((await ask('GET', `/v1/offers?${query}`, { token })).json)
      if (fits(offers)) return { offers, way, token }
    }
  }
  return null
}

/** What the form would fill in where something is demanded. */
function demanded({ way, tags, fields }: WireOffers) {
  return {
    subject: way.subject === 'none' ? null : 'The offer',
    tags: tags?.required ? tags.names.slice(0, 1) : [],
    fields: Object.fromEntries(
      fields.filter(({ required }) => required).map(({ id, choices }) => [id, choices[0]?.id ?? '15']),
    ),
  }
}

async function started({ ask }: TestGateway, token: string, body: { operationId: string }) {
  const first = await ask('POST', '/v1/sessions', { token, body })
  expect(first.json.reasons ?? first.json).toEqual([])
  const { json } = await eventually(
    () => ask('GET', `/v1/operations/${body.operationId}`, { token }),
    ({ json: { state, routing } }) => !['planned', 'sending'].includes(state) && routing !== 'pending',
  )
  return OperationSchema.parse(json)
}

/** How many requests a card may cost that is opened while lines and people are known. */
const MOST_FOR_A_CARD = 8

describe.each(Object.keys(DIALECTS))('before %s', (dialect) => {
  it('a card asks the host for nothing twice, and the next one sees what came since (R-OPEN-4)', async () => {
    const there = await world(dialect)
    const { requests } = there.sandbox.engine.store
    const gateway = await gatewayBefore(there, { pollMs: 60_000 })
    const open = async (contactId: string) => {
      const token = await gateway.context('op-1', { type: 'contact', id: contactId })
      const before = requests.length
      const card = CardSchema.parse((await gateway.ask('GET', '/v1/card', { token })).json)
      return { card, asked: requests.length - before }
    }
    await open('c-2')
    const { card, asked } = await open('c-3')
    expect(card.sessions.items.length).toBeGreaterThan(1)
    expect(asked).toBeLessThanOrEqual(MOST_FOR_A_CARD)
    const whatsapp = card.ways.find(({ channel }) => channel === 'whatsapp')
    await there.customer('whatsapp', whatsapp?.address ?? '', 'write', 'Just now')
    const texts = (await open('c-3')).card.open?.messages.items.map(({ text }) => text)
    expect(texts).toContain('Just now')
  }, 60_000)

  it('a file of the form reaches the customer byte for byte (R-FILE-1)', async () => {
    const there = await world(dialect)
    const gateway = await gatewayBefore(there)
    const found = await wayWith(gateway, ({ attachments }) => attachments !== null)
    if (!found) throw new Error('No way takes files')
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 251)
    const uploaded = await gateway.ask('POST', `/v1/attachments?name=${encodeURIComponent('Счёт 7.pdf')}`, {
      token: found.token,
      body: bytes,
      headers: { 'Content-Type': 'application/pdf' },
    })
    const operation = await started(gateway, found.token, {
      operationId: 'file-1',
      ...found.way,
      ...demanded(found.offers),
      text: 'The offer is attached.',
      attachments: [uploaded.json.id],
    } as never)
    expect(operation).toMatchObject({ state: 'sent', attachments: ['Счёт 7.pdf'] })
    const delivery = await eventually(
      () => there.sandbox.engine.store.deliveries.find(({ text }) => text.includes('The offer is attached')),
      (found) => found !== undefined,
    )
    expect(delivery?.attachments.map(({ name }) => name)).toEqual(['Счёт 7.pdf'])
    const address = new URL(delivery?.attachments[0]?.url ?? '', there.sandbox.url)
    const received = Buffer.from(await (await fetch(address)).arrayBuffer())
    expect(received.equals(bytes)).toBe(true)
    // Where the host’s history tells of no files, the card names them all the same.
    const { sessionId, messageId } = operation
    const { json } = await gateway.ask('GET', `/v1/sessions/${sessionId}/messages`, { token: found.token })
    const shown = MessagePageSchema.parse(json).items.find(({ id }) => id === messageId)
    expect(shown?.attachments).toMatchObject([{ name: 'Счёт 7.pdf', size: 70_000 }])
  }, 60_000)

  it('each thing that the host offers for the time after sending is done (R-AFTER-1)', async () => {
    const there = await world(dialect)
    const gateway = await gatewayBefore(there)
    const offered = OFFERED[dialect] ?? []
    const any = await wayWith(gateway, ({ finished }) => !finished)
    expect(any?.offers.after).toEqual(offered)
    for (const kind of offered) {
      const found = await wayWith(gateway, ({ after }) => after.includes(kind))
      if (!found) throw new Error(`No way offers to ${kind}`)
      const [target] = found.offers.targets
      const comment = found.offers.handOverComment === false ? null : 'Please'
      const after = kind === 'hand-over' ? { kind, target, comment } : { kind }
      const operationId = `after-${kind}`
      const body = { operationId, ...found.way, ...demanded(found.offers), text: `Then ${kind}`, after }
      const operation = await started(gateway, found.token, body)
      expect(operation).toMatchObject({ state: 'sent', routing: 'done', failure: null, after: { kind } })
    }
  }, 60_000)

  it.runIf(OFFERED[dialect]?.includes('hand-over'))(
    'a hand-over that fails is told apart from the message, which has arrived (R-AFTER-5)',
    async () => {
      const there = await world(dialect)
      const gateway = await gatewayBefore(there)
      const found = await wayWith(
        gateway,
        ({ after, targets }) => after.includes('hand-over') && !!targets[0],
      )
      if (!found) throw new Error('No way offers to hand over')
      const { offers, way, token } = found
      const after = { kind: 'hand-over', target: offers.targets[0], comment: null }
      // It is tried three times.
      for (const _ of [1, 2, 3]) await there.mishap('route', 'status-500')
      const body = { operationId: 'in-parts', ...way, ...demanded(offers), text: 'In parts', after }
      const operation = await started(gateway, token, body)
      expect(operation).toMatchObject({ state: 'sent', routing: 'failed', failure: { code: 'host-broken' } })
      expect(there.arrived().filter(({ text }) => text.includes('In parts'))).toHaveLength(1)
    },
    60_000,
  )
})
