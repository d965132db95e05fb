import { describe, expect, test } from 'vitest'
import { ACCOUNT, account, PAVEL, TOKEN } from './chatwoot-account.ts'

describe('who asks', () => {
  test('shows a token under either name; none, a wrong one and every missing right are 401, never 403 (scenario 1)', async () => {
    const { ask, url } = await account()
    expect((await ask('GET', '/inboxes')).status).toBe(200)
    const refused = { status: 401, json: { error: expect.any(String) } }
    expect(await ask('GET', '/inboxes', undefined, { api_access_token: 'x' })).toMatchObject(refused)
    expect((await fetch(`${url}${ACCOUNT}/inboxes`)).status).toBe(401)
    const hyphens = await fetch(`${url}${ACCOUNT}/inboxes`, {
      headers: { 'api-access-token': 'sandbox-token' },
    })
    expect(hyphens.status).toBe(200)
    const bot = { api_access_token: 'sandbox-bot-token' }
    expect(await ask('GET', '/contacts/search?q=pavel', undefined, bot)).toMatchObject(refused)
    // Of conversations a bot begins one and looks at it, and does not read what others say in it.
    const begun = await ask('POST', '/conversations', { ...PAVEL, message: { content: 'Hello' } }, bot)
    const own = `/conversations/${begun.json.id}`
    expect([begun.status, (await ask('GET', own, undefined, bot)).status]).toEqual([200, 200])
    expect(await ask('GET', `${own}/messages`, undefined, bot)).toMatchObject(refused)
    const irina = { api_access_token: 'sandbox-token-op-2' }
    expect((await ask('GET', '/inboxes', undefined, irina)).json.payload).toHaveLength(2)
    // She is a member of the inboxes for WhatsApp and letters.
    const viber = { source_id: 'bridge-7', inbox_id: 4, contact_id: 7 }
    const elsewhere = await ask('POST', '/conversations', { ...viber, message: { content: 'Hello' } })
    expect(await ask('GET', `/conversations/${elsewhere.json.id}`, undefined, irina)).toMatchObject(refused)
  })

  test('no answer allows a page of another site', async () => {
    const { url } = await account()
    for (const method of ['OPTIONS', 'GET']) {
      const { headers } = await fetch(`${url}${ACCOUNT}/inboxes`, {
        method,
        headers: { ...TOKEN, origin: 'https://crm.example', 'access-control-request-method': 'GET' },
      })
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
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
    const { ask, engine } = await account()
    const { json } = await ask('GET', '/contacts/search?q=a')
    expect(json.payload).toHaveLength(15)
    expect(json.meta).toEqual({ count: 15, current_page: 1, has_more: true })
    const last = Math.ceil(engine.store.contacts.length / 15)
    const end = (await ask('GET', `/contacts/search?q=${encodeURIComponent('@')}&page=${last}`)).json
    expect(end.meta).toEqual({ count: end.payload.length, current_page: last, has_more: false })
  })

  test('duplicates and badly written phones are 422 with the field, not with the other contact', async () => {
    const { ask } = await account()
    const create = (body: object) => ask('POST', '/contacts', { name: 'Twin', ...body })
    expect(await create({ phone_number: '+79123456789' })).toMatchObject({
      status: 422,
      json: { message: expect.any(String), attributes: ['phone_number'] },
    })
    expect(JSON.stringify(await create({ phone_number: '+79123456789' }))).not.toContain('Pavel')
    expect((await create({ phone_number: '+7 999 000-11-22' })).status).toBe(422)
    expect((await create({ email: 'P.SEROV@severny-veter.example' })).json.attributes).toEqual(['email'])
    expect((await create({ phone_number: '+79990001122' })).status).toBe(200)
  })

  test('contactable inboxes never hold Telegram, and a new link of an API inbox is random (scenario 5)', async () => {
    const { ask } = await account()
    const ways = async (id: number, headers?: Record<string, string>) =>
      (await ask('GET', `/contacts/${id}/contactable_inboxes`, undefined, headers)).json.payload as {
        source_id: string
        inbox: { channel_type: string }
      }[]
    const types = async (id: number) => (await ways(id)).map(({ inbox }) => inbox.channel_type)
    expect(await types(1)).toEqual(['Channel::Whatsapp', 'Channel::Email', 'Channel::Api'])
    // Nobody has an address of this one.
    expect(await types(7)).toEqual(['Channel::Api'])
    const [first, again] = [await ways(7), await ways(7)].map(([way]) => way!.source_id)
    expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(again).not.toBe(first)
    // Irina is a member of no such inbox: an empty list, without a reason.
    expect(await ways(7, { api_access_token: 'sandbox-token-op-2' })).toEqual([])
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
    const processed_params = { body: { 1: `<O'Neil>"`, 2: '15' }, header: { 1: '15' }, buttons }
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
    const { meta, additional_attributes } = (await ask('GET', '/conversations/3')).json
    const asked = {
      assignee_id: 1,
      team_id: 1,
      status: 'open',
      custom_attributes: { crm_request_id: 'mark-1' },
      additional_attributes: { mail_subject: 'Another' },
    }
    const { json } = await ask('POST', '/conversations', { ...PAVEL, ...asked, message: hello })
    expect(json).toMatchObject({ id: 3, status: 'resolved', custom_attributes: {}, additional_attributes })
    expect([json.meta.assignee, json.meta.team]).toEqual([meta.assignee, meta.team])
    expect(json.messages).toMatchObject([{ content: 'Hello' }])
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
    const blocked = await ask('POST', '/conversations', { ...PAVEL, status: 'open', message: hello })
    expect(blocked.json.status).toBe('resolved')
    const reopened = await ask('POST', `/conversations/${blocked.json.id}/toggle_status`, { status: 'open' })
    expect(reopened.json.payload.current_status).toBe('open')
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
    // A resolved one may be given to somebody too, and stays resolved.
    await ask('POST', `/conversations/${id}/toggle_status`, { status: 'resolved' })
    await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 2 })
    expect((await ask('GET', `/conversations/${id}`)).json).toMatchObject({
      status: 'resolved',
      meta: { assignee: { id: 2 } },
    })
    await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 0 })
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

  test('an outgoing message with a source id is kept as sent, and never delivered (scenario 13)', async () => {
    const { ask, customer, engine } = await account()
    await customer('write')
    const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
    const before = engine.store.deliveries.length
    await ask('POST', `/conversations/${id}/messages`, { content: 'x', source_id: 'mine' })
    expect(engine.store.deliveries).toHaveLength(before)
    const kept = (await ask('GET', `/conversations/${id}/messages`)).json.payload.at(-1)
    expect(kept).toMatchObject({ source_id: 'mine', status: 'sent', content_attributes: {} })
  })
})
