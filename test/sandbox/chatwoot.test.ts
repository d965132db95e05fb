import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ACCOUNT, account, PAVEL } from './chatwoot-account.ts'
import { until } from './stand.ts'

describe('who asks', () => {
  test('shows a token under either name; a wrong one, a bot that searches and an agent elsewhere get 401', async () => {
    const { ask, url } = await account()
    expect((await ask('GET', '/inboxes')).status).toBe(200)
    expect((await ask('GET', '/inboxes', undefined, { api_access_token: 'x' })).status).toBe(401)
    const hyphens = await fetch(`${url}${ACCOUNT}/inboxes`, {
      headers: { 'api-access-token': 'sandbox-token' },
    })
    expect(hyphens.status).toBe(200)
    const bot = { api_access_token: 'sandbox-bot-token' }
    expect((await ask('GET', '/contacts/search?q=pavel', undefined, bot)).status).toBe(401)
    const irina = { api_access_token: 'sandbox-token-op-2' }
    expect((await ask('GET', '/inboxes', undefined, irina)).json.payload).toHaveLength(2)
  })

  test('no answer allows a page of another site', async () => {
    const { url } = await account()
    const preflight = await fetch(`${url}${ACCOUNT}/inboxes`, {
      method: 'OPTIONS',
      headers: { origin: 'https://crm.example', 'access-control-request-method': 'GET' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('contacts', () => {
  test('the 101st search in a minute is 429 in plain text without a time; a minute later it goes on', async () => {
    const { ask, url } = await account()
    for (let nth = 0; nth < 100; nth += 1) await ask('GET', '/contacts/search?q=pavel')
    const headers = { api_access_token: 'sandbox-token' }
    const refused = await fetch(`${url}${ACCOUNT}/contacts/search?q=pavel`, { headers })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null])
    expect(await refused.text()).not.toContain('{')
    await fetch(`${url}/_sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: 60_001 }),
    })
    expect((await ask('GET', '/contacts/search?q=pavel')).status).toBe(200)
  })

  test('a page has fifteen, its count is its own size, and it says whether there is more', async () => {
    const { ask } = await account()
    const { json } = await ask('GET', '/contacts/search?q=a')
    expect(json.payload).toHaveLength(15)
    expect(json.meta).toEqual({ count: 15, current_page: 1, has_more: true })
  })

  test('duplicates and badly written phones are 422 with the field, not with the other contact', async () => {
    const { ask } = await account()
    const create = (body: object) => ask('POST', '/contacts', { name: 'Twin', ...body })
    expect(await create({ phone_number: '+79123456789' })).toMatchObject({
      status: 422,
      json: { attributes: ['phone_number'] },
    })
    expect((await create({ phone_number: '+7 999 000-11-22' })).status).toBe(422)
    expect((await create({ email: 'P.SEROV@severny-veter.example' })).json.attributes).toEqual(['email'])
    expect((await create({ phone_number: '+79990001122' })).status).toBe(200)
  })

  test('contactable inboxes never hold Telegram, and a new link of an API inbox is random', async () => {
    const { ask } = await account()
    const types = async (id: number) =>
      (await ask('GET', `/contacts/${id}/contactable_inboxes`)).json.payload.map(
        ({ inbox }: { inbox: { channel_type: string } }) => inbox.channel_type,
      )
    expect(await types(1)).toEqual(['Channel::Whatsapp', 'Channel::Email', 'Channel::Api'])
    // Nobody has an address of this one.
    expect(await types(7)).toEqual(['Channel::Api'])
  })
})

describe('a new conversation', () => {
  const hello = { content: 'Hello' }

  test('with a source id or a contact that does not exist is 404 and leaves nothing', async () => {
    const { ask, engine } = await account()
    const before = engine.store.sessions.length
    expect((await ask('POST', '/conversations', { source_id: 'nobody', message: hello })).status).toBe(404)
    expect((await ask('POST', '/conversations', { ...PAVEL, contact_id: 999, message: hello })).status).toBe(
      404,
    )
    expect(engine.store.sessions).toHaveLength(before)
  })

  test('outside of the window is 200, and failed afterwards; a template arrives, with quotes taken out', async () => {
    const { ask, engine } = await account()
    const late = await ask('POST', '/conversations', { ...PAVEL, message: hello })
    expect(late).toMatchObject({ status: 200, json: { messages: [{ status: 'sent' }] } })
    const read = await ask('GET', `/conversations/${late.json.id}/messages`)
    expect(read.json.payload.at(-1)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: expect.stringContaining('Template') },
    })
    const buttons = [null, { type: 'url', parameter: 'k3' }]
    const processed_params = { body: { 1: `O'Neil`, 2: '15' }, header: { 1: '15' }, buttons }
    const template_params = { name: 'order_ready', language: 'en', processed_params }
    await ask('POST', '/conversations', { ...PAVEL, message: { ...hello, template_params } })
    expect(engine.store.deliveries.at(-1)?.text).toContain('Hello ONeil, your order 15 is ready.')
    expect(engine.store.deliveries.at(-1)?.template?.buttons[1]?.url).toBe('https://northwind.example/t/k3')
    const before = engine.store.deliveries.length
    for (const wrong of [{ name: 'no_such' }, { ...template_params, processed_params: { body: {} } }]) {
      const message = { template_params: { language: 'en', ...wrong } }
      const lost = await ask('POST', '/conversations', { ...PAVEL, message })
      const after = await ask('GET', `/conversations/${lost.json.id}/messages`)
      expect(after.json.payload.at(-1).status).toBe('failed')
    }
    expect(engine.store.deliveries).toHaveLength(before)
  })

  test('a window is open for a day less a second and closed a day and a second after', async () => {
    const { ask, customer, engine } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    const canReply = async () => (await ask('GET', `/conversations/${id}`)).json.can_reply
    engine.advanceClock(24 * 3_600_000 - 1000)
    expect(await canReply()).toBe(true)
    engine.advanceClock(2000)
    expect(await canReply()).toBe(false)
  })

  test('takes another contact’s source id away from it', async () => {
    const { ask } = await account()
    await ask('POST', '/conversations', { ...PAVEL, contact_id: 2, message: hello })
    const links = (await ask('GET', '/contacts/1')).json.payload.contact_inboxes
    const whatsapp = links.find(({ inbox }: { inbox: { id: number } }) => inbox.id === 1)
    expect(whatsapp.source_id).toMatch(/^79123456789\d+$/)
  })

  test('goes on in the last one where that is the inbox’s setting, and a resolved one stays resolved', async () => {
    const { ask, engine } = await account({ lockToSingleConversation: true })
    const before = engine.store.sessions.length
    const { json } = await ask('POST', '/conversations', { ...PAVEL, assignee_id: 1, message: hello })
    expect(json).toMatchObject({ id: 3, status: 'resolved', custom_attributes: {} })
    expect(engine.store.sessions).toHaveLength(before)
  })

  test('is pending where a bot is active and resolved for who is blocked', async () => {
    const { ask } = await account({ activeBot: true })
    const created = await ask('POST', '/conversations', { ...PAVEL, status: 'open', message: hello })
    expect(created.json.status).toBe('pending')
    const toggled = await ask('POST', `/conversations/${created.json.id}/toggle_status`, {
      status: 'resolved',
    })
    expect(toggled.json.payload.current_status).toBe('resolved')
    await ask('PUT', '/contacts/1', { blocked: true })
    const blocked = await ask('POST', '/conversations', { ...PAVEL, message: hello })
    expect(blocked.json.status).toBe('resolved')
  })

  test.each([true, false])(
    'is found by the request’s key if the attribute is defined (%s)',
    async (defined) => {
      const { ask } = await account({ requestAttributeDefined: defined })
      const body = { ...PAVEL, custom_attributes: { crm_request_id: 'req-1' }, message: hello }
      const { id } = (await ask('POST', '/conversations', body)).json
      const query = { attribute_key: 'crm_request_id', filter_operator: 'equal_to', values: ['req-1'] }
      const found = await ask('POST', '/conversations/filter', { payload: [query] })
      const ids = found.json.payload?.map((one: { id: number }) => one.id)
      expect([found.status, ids]).toEqual(defined ? [200, [id]] : [422, undefined])
    },
  )
})

describe('in a conversation', () => {
  test('an unknown agent unassigns without a word, and labels replace the set', async () => {
    const { ask, customer } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 2 })
    expect((await ask('GET', `/conversations/${id}`)).json.meta.assignee.id).toBe(2)
    const unknown = await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 999 })
    expect(unknown).toMatchObject({ status: 200, json: null })
    expect((await ask('GET', `/conversations/${id}`)).json.meta.assignee).toBeUndefined()
    await ask('POST', `/conversations/${id}/labels`, { labels: ['vip', 'billing'] })
    expect((await ask('POST', `/conversations/${id}/labels`, { labels: ['vip'] })).json.payload).toEqual([
      'vip',
    ])
  })

  test('notes and activity stand among the messages unless they are filtered out', async () => {
    const { ask, customer, engine } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    const before = engine.store.deliveries.length
    const note = await ask('POST', `/conversations/${id}/messages`, { content: 'Between us', private: true })
    expect(note.json).toMatchObject({ private: true })
    expect(engine.store.deliveries).toHaveLength(before)
    const all = (await ask('GET', `/conversations/${id}/messages`)).json.payload
    const said = (await ask('GET', `/conversations/${id}/messages?filter_internal_messages=true`)).json
      .payload
    expect(all.length - said.length).toBe(1)
  })

  test('the 201st message in a minute is 422, and an echo id comes back once', async () => {
    const { ask, customer } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    const say = () => ask('POST', `/conversations/${id}/messages`, { content: 'x', echo_id: 'e-1' })
    expect((await say()).json.echo_id).toBe('e-1')
    const shown = (await ask('GET', `/conversations/${id}/messages`)).json.payload.at(-1)
    expect(shown).not.toHaveProperty('echo_id')
    for (let nth = 0; nth < 199; nth += 1) await say()
    expect((await say()).status).toBe(422)
  })

  test('an outgoing message with a source id is never delivered', async () => {
    const { ask, customer, engine } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    const before = engine.store.deliveries.length
    await ask('POST', `/conversations/${id}/messages`, { content: 'x', source_id: 'mine' })
    expect(engine.store.deliveries).toHaveLength(before)
  })
})

test('what happens is pushed once, signed over time and raw body, without the message’s status', async () => {
  const calls: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const sandbox = await account()
  sandbox.setGateway({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret: 'secret' })
  await sandbox.customer('write')
  await until(() => calls.length >= 2)
  const message = calls.find(({ body }) => body.includes('message_created'))
  expect(JSON.parse(message?.body ?? '{}')).toMatchObject({
    event: 'message_created',
    message_type: 'incoming',
    created_at: expect.stringMatching(/Z$/),
    conversation: { messages: [{ status: 'sent' }] },
  })
  expect(JSON.parse(message?.body ?? '{}')).not.toHaveProperty('status')
  const timestamp = String(message?.headers['x-chatwoot-timestamp'])
  const digest = createHmac('sha256', 'sandbox-hook').update(`${timestamp}.${message?.body}`).digest('hex')
  expect(message?.headers['x-chatwoot-signature']).toBe(`sha256=${digest}`)
})
