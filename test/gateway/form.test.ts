import { describe, expect, it } from 'vitest'
import type { Host } from '../../src/hosts/port.ts'
import type { GatewaySettingsInput } from '../../src/gateway/settings.ts'
import {
  AddressCheckSchema,
  CannedReplyPageSchema,
  CatalogueSchema,
  OffersSchema,
} from '../../src/wire/form.ts'
import { ContactPageSchema } from '../../src/wire/people.ts'
import { World } from '../outbound/fake-host.ts'
import { template } from '../outbound/form-scene.ts'
import { FAKE } from './fake-host.ts'
import { ORIGIN, SECRET, testGateway, type Answer, type TestGateway } from './setup.ts'
import { listenTo } from './stream-reader.ts'
import { eventually } from './with-sandbox.ts'

interface Stand extends TestGateway {
  readonly world: World
  /** A question from the card of the person. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>
}

/** A gateway before the fake world, in which one person lives. */
async function stand(
  parts: Partial<Host> = {},
  workspace: Partial<GatewaySettingsInput['workspaces'][number]> = {},
): Promise<Stand> {
  const world = new World(() => new Date())
  world.contact('c-1', ['whatsapp', '+79120000001'], ['email', 'p@example.com'])
  const plain = { id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU', host: FAKE }
  const gateway = await testGateway(
    FAKE,
    { workspaces: [{ ...plain, ...workspace }] },
    { openHost: () => ({ ok: true, host: { ...world.host(), ...parts } }) },
  )
  const token = await gateway.context()
  return { ...gateway, world, get: (path, headers = {}) => gateway.ask('GET', path, { token, headers }) }
}
const way = (more: Record<string, string> = {}): string =>
  new URLSearchParams({
    contactId: 'c-1',
    lineId: 'line-1',
    channel: 'whatsapp',
    address: '+79120000001',
    ...more,
  }).toString()
const paths = ({ json }: { json: { fields?: { path: string }[] } }) => json.fields?.map(({ path }) => path)

describe('GET /v1/offers', () => {
  it('answers what may be done on one way, and names what is not there (R-OPEN-4)', async () => {
    const { get } = await stand()
    const found = await get(`/v1/offers?${way()}`)
    expect(found.status).toBe(200)
    expect(OffersSchema.parse(found.json)).toEqual(found.json)
    expect(found.json.way.verdict.kind).toBe('free-form')

    const gone = await get(`/v1/offers?${way({ contactId: 'c-9' })}`)
    expect(gone.json).toMatchObject({ status: 404, code: 'unknown-contact' })
    for (const [field, value] of [
      ['lineId', 'line-9'],
      ['address', '+79990000000'],
      ['channel', 'pigeon'],
    ] as const) {
      const wrong = await get(`/v1/offers?${way({ [field]: value })}`)
      expect(wrong.json).toMatchObject({ status: 422, code: 'invalid-query' })
      expect(paths(wrong)).toEqual([field])
    }
    const russian = await get(`/v1/offers?${way({ lineId: 'line-9' })}`, { 'Accept-Language': 'ru' })
    expect(russian.json.fields[0].message).toBe('Такой линии нет.')
  })
})

describe('GET /v1/templates and /v1/canned-replies', () => {
  it('the catalogue comes with what the settings bind (R-TPL-4, R-TPL-6)', async () => {
    const templates = { list: async () => [template('t-1')] }
    const binding = { template: '*', variable: 'name', field: 'contact.name' }
    const { get } = await stand({ templates }, { templateBindings: [binding] })
    const { json } = await get(`/v1/templates?${way()}`, { 'Accept-Language': 'ru' })
    expect(CatalogueSchema.parse(json)).toEqual({
      items: [template('t-1')],
      recent: [],
      bindings: { 't-1': { name: { source: 'Имя контакта', value: 'Name of c-1', fallback: null } } },
    })
    expect(paths(await get('/v1/templates?channel=whatsapp'))).toEqual(['lineId', 'contactId'])
  })

  it('canned replies come by pages; a host without them says so (R-MSG-2)', async () => {
    const items = [{ id: 'r-1', title: 'Hello', text: 'Good day', own: false }]
    const cannedReplies = {
      list: async (cursor: string | null) => ({ items, next: cursor === null ? '2' : null }),
    }
    const { get } = await stand({ cannedReplies })
    const first = (await get('/v1/canned-replies')).json
    expect(CannedReplyPageSchema.parse(first)).toEqual({ items, next: '2' })
    expect((await get(`/v1/canned-replies?cursor=${first.next}`)).json.next).toBeNull()
    expect((await (await stand()).get('/v1/canned-replies')).json).toMatchObject({
      status: 422,
      code: 'not-supported',
    })
  })
})

describe('GET /v1/addresses', () => {
  it('says what a typed address would be, by the country of the workspace (R-ADDR-2)', async () => {
    const typed = encodeURIComponent('8 912 345-67-89')
    const russian = await (await stand()).get(`/v1/addresses?channel=whatsapp&address=${typed}`)
    expect(AddressCheckSchema.parse(russian.json)).toEqual(russian.json)
    expect(russian.json.suggestion).toBe('+79123456789')
    const german = await (
      await stand({}, { country: 'DE' })
    ).get(`/v1/addresses?channel=whatsapp&address=${typed}`)
    expect(german.json.suggestion).not.toBe('+79123456789')
    expect(german.json.fault).not.toBeNull()
  })

  it('a channel that the host does not have is named', async () => {
    const { get } = await stand()
    expect(paths(await get('/v1/addresses?channel=sms&address=1'))).toEqual(['channel'])
  })
})

describe('GET /v1/contacts', () => {
  it('brings the open sessions of those found only when asked for (R-START-4)', async () => {
    const { get, world } = await stand()
    world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-1')
    const rich = (await get('/v1/contacts?query=Name&with=sessions')).json
    expect(ContactPageSchema.parse(rich)).toEqual(rich)
    expect(rich.items).toMatchObject([{ id: 'c-1', sessions: [{ lineName: 'Support', own: true }] }])
    expect((await get('/v1/contacts?query=Name')).json.items).toEqual([{ id: 'c-1', name: 'Name of c-1' }])
    expect(paths(await get('/v1/contacts?query=Name&with=everything'))).toEqual(['with'])
  })
})

const draft = (text: string, version: number) => ({
  operationId: 'form-1',
  version,
  lineId: null,
  channel: null,
  address: null,
  contactId: null,
  subject: '',
  text,
})

describe('PUT /v1/draft', () => {
  it('a save on an older version is refused with the newer draft, until it is forced (R-ERR-1)', async () => {
    const { ask, get, context } = await stand()
    const token = await context()
    const put = (text: string, version: number) =>
      ask('PUT', '/v1/draft', { token, body: draft(text, version) })
    expect((await put('one tab', 0)).json).toMatchObject({ version: 1 })
    const refused = await put('another tab', 0)
    expect(refused.json).toMatchObject({
      status: 409,
      code: 'draft-conflict',
      draft: { text: 'one tab', version: 1 },
    })
    expect(refused.json.detail).toContain('another tab')
    expect((await get('/v1/card')).json.draft.text).toBe('one tab')
    expect((await put('another tab', refused.json.draft.version)).json).toMatchObject({ version: 2 })
    expect((await get('/v1/card')).json.draft).toMatchObject({ text: 'another tab', version: 2 })
    expect(paths(await put('a third', -1))).toEqual(['version'])
  })
})

describe('a context without a record', () => {
  it('is issued for a page that belongs to nobody (R-START-2)', async () => {
    const { ask } = await stand()
    for (const body of [{ operator: 'op-1', record: null }, { operator: 'op-1' }]) {
      const { json, status } = await ask('POST', '/v1/contexts', { token: SECRET, body })
      expect(status).toBe(200)
      const card = await ask('GET', '/v1/card', { token: json.context })
      expect(card.json).toMatchObject({ record: null, contact: null, ways: [] })
      expect(card.json.lines.length).toBeGreaterThan(0)
    }
  })

  it('looks at any contact: card, draft and stream are that contact’s', async () => {
    const { ask, context, url } = await stand()
    const token = await context('op-1', null)
    const put = await ask('PUT', '/v1/draft?contact=c-1', { token, body: draft('for c-1', 0) })
    expect(put.status).toBe(200)
    const own = (await ask('GET', '/v1/card?contact=c-1', { token })).json
    expect(own).toMatchObject({
      record: { type: 'contact', id: 'c-1' },
      contact: { id: 'c-1' },
      draft: { text: 'for c-1' },
    })
    expect((await ask('GET', '/v1/card', { token })).json).toMatchObject({ contact: null, draft: null })
    // It is the same draft as on the contact's own card.
    expect((await ask('GET', '/v1/card', { token: await context() })).json.draft.text).toBe('for c-1')

    const ear = await listenTo(url, token, own.cursor, 'c-1')
    const elsewhere = await listenTo(url, token, own.cursor)
    const sent = await ask('POST', '/v1/sessions', {
      token: await context('op-2'),
      body: {
        operationId: 'form-1',
        contactId: 'c-1',
        lineId: 'line-1',
        channel: 'whatsapp',
        address: '+79120000001',
        subject: null,
        text: 'Hello',
      },
    })
    expect(sent.json.state).toBe('sent')
    const heard = await eventually(
      () => ear.heard.map(({ kind }) => kind),
      (kinds) => kinds.includes('session'),
    )
    expect(heard).toContain('session')
    expect(elsewhere.heard).toEqual([])

    expect((await ask('DELETE', '/v1/draft?contact=c-1', { token })).status).toBe(204)
    expect((await ask('GET', '/v1/card?contact=c-1', { token })).json.draft).toBeNull()
  })

  it('is the only one that may: a signed record is not exchanged, and an id that is none is refused', async () => {
    const { ask, get, context } = await stand()
    for (const contact of ['c-1', 'c-2']) {
      const refused = await get(`/v1/card?contact=${contact}`)
      expect(refused.json).toMatchObject({ status: 422, code: 'invalid-query' })
      expect(paths(refused)).toEqual(['contact'])
    }
    const token = await context('op-1', null)
    for (const contact of ['', 'x'.repeat(201), '%00', '%0A'])
      expect(paths(await ask('GET', `/v1/card?contact=${contact}`, { token }))).toEqual(['contact'])
  })
})
