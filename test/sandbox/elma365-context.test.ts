import { describe, expect, onTestFinished, test } from 'vitest'
import { fakeGateway, type Reply } from '../crm/fake-gateway.ts'
import { MODULE, stand } from './stand.ts'

const ASKED = `${MODULE}/context?type=contact&id=c-1`
/** As a page of somebody who is signed in asks: by a cookie, without any token. */
const as = (operator: string) => ({ authorization: '', cookie: `crm-operator=${operator}` })

async function withGateway() {
  const gateway = await fakeGateway()
  onTestFinished(() => gateway.stop())
  gateway.reply(() => ({ status: 200, json: { context: 'a.b.c', expiresAt: '2026-01-01T00:10:00Z' } }))
  const s = await stand({ gateway: { url: gateway.url, secret: 'the-secret' } })
  return { ...s, gateway }
}

describe('the method that gives the widget its context', () => {
  test('asks the gateway from the host, in the name of who is signed in, and keeps the secret to itself', async () => {
    const s = await withGateway()
    const { status, json } = await s.ask('GET', ASKED, undefined, as('op-2'))
    expect([status, json]).toEqual([200, { gateway: s.gateway.url, context: 'a.b.c' }])
    expect(s.gateway.calls).toEqual([
      {
        path: '/v1/contexts',
        authorization: 'Bearer the-secret',
        body: { operator: 'op-2', record: { type: 'contact', id: 'c-1' } },
      },
    ])
  })

  test('gives one for a page without a record', async () => {
    const s = await withGateway()
    expect((await s.ask('GET', `${MODULE}/context`, undefined, as('op-1'))).status).toBe(200)
    expect(s.gateway.calls[0]?.body).toEqual({ operator: 'op-1', record: null })
  })

  test('never gives one for another operator, whatever is asked', async () => {
    const s = await withGateway()
    await s.ask('GET', `${ASKED}&operator=op-3`, undefined, { ...as('op-1'), 'x-operator': 'op-3' })
    expect(s.gateway.calls.map(({ body }) => body['operator'])).toEqual(['op-1'])
  })

  test('keeps two people apart who ask at the same moment', async () => {
    const s = await withGateway()
    s.gateway.reply(({ body }) => ({ status: 200, json: { context: `for ${String(body['operator'])}` } }))
    const asked = ['op-1', 'op-2', 'op-3', 'op-1', 'op-2']
    const given = await Promise.all(asked.map((id) => s.ask('GET', ASKED, undefined, as(id))))
    expect(given.map(({ json }) => json.context)).toEqual(asked.map((id) => `for ${id}`))
  })

  test('is closed to who is not signed in, with the token of the tenant too', async () => {
    const s = await withGateway()
    expect((await s.ask('GET', ASKED)).status).toBe(401)
    expect((await s.ask('GET', ASKED, undefined, as('op-404'))).status).toBe(401)
    await s.ask('POST', '/_sandbox/profile', { moduleAccess: 'anonymous' })
    expect((await s.ask('GET', ASKED, undefined, { authorization: '' })).status).toBe(401)
    expect(s.gateway.calls).toEqual([])
  })

  test.each(['type=contact', 'id=c-1', `type=contact&id=${'x'.repeat(201)}`])(
    'names what is wrong with ?%s',
    async (query) => {
      const s = await withGateway()
      const { status, json } = await s.ask('GET', `${MODULE}/context?${query}`, undefined, as('op-1'))
      expect([status, json.error]).toEqual([400, expect.stringMatching(/^"(id|type)" must be a text/)])
    },
  )

  test.each<[string, Reply]>([
    ['refuses', { status: 401, json: { detail: 'The secret the-secret is wrong.' } }],
    ['talks nonsense', { status: 200, json: 'nonsense' }],
    ['breaks off', 'cut'],
  ])('says that there is none when the gateway %s', async (_case, reply) => {
    const s = await withGateway()
    s.gateway.reply(() => reply)
    const { status, json } = await s.ask('GET', ASKED, undefined, as('op-1'))
    expect([status, json]).toEqual([502, { error: 'The gateway gave no context.' }])
  })

  test('says which settings are missing', async () => {
    const s = await stand()
    const { status, json } = await s.ask('GET', ASKED, undefined, as('op-1'))
    expect([status, json.error]).toEqual([502, expect.stringContaining('"gateway" and "secret"')])
  })
})
