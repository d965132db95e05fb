import { describe, expect, test } from 'vitest'
import { contactable } from '../../src/sandbox/dialects/chatwoot/links.ts'
import { sceneOf } from '../../src/sandbox/dialects/chatwoot/scene.ts'
import { createEngine, type Store } from '../../src/sandbox/engine/index.ts'
import { ACCOUNT, account, PAVEL } from './chatwoot-account.ts'

const hello = { content: 'Hello' }
type Ask = Awaited<ReturnType<typeof account>>['ask']
const newest = async (ask: Ask) => (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]

const addWebsite = (store: Store): void => {
  const [line] = store.lines
  if (line) store.lines.push({ ...line, id: 'line-9', name: 'Website', channels: ['web-chat'] })
}

describe('contacts', () => {
  test('are found by their identifier in its own case only (scenario 3)', async () => {
    const { ask } = await account()
    const { json } = await ask('POST', '/contacts', { name: 'Ivan', identifier: 'CRM-77' })
    const found = async (q: string) =>
      (await ask('GET', `/contacts/search?q=${q}`)).json.payload.map(({ id }: { id: number }) => id)
    expect(await found('CRM-77')).toEqual([json.payload.contact.id])
    expect(await found('crm-77')).toEqual([])
  })

  test('may be reached on a website only where they have never talked (scenario 5)', async () => {
    const engine = await createEngine({ seed: 'empty', dataDir: null, furnish: addWebsite })
    const scene = sceneOf(engine, () => '')
    const visitor = engine.createContact({
      name: 'Visitor',
      phones: [],
      emails: [],
      accounts: [{ channel: 'web-chat', address: 'visit-1' }],
      hostFields: {},
    })
    const ways = () => contactable(scene, visitor, () => 'random').map(({ sourceId }) => sourceId)
    expect(ways()).toContain('visit-1')
    engine.customer({ channel: 'web-chat', address: 'visit-1', action: 'write', text: 'Hello' })
    expect(ways()).not.toContain('visit-1')
  })
})

describe('a conversation', () => {
  test('holds one message in its answer, and none is left of one that cannot be made (scenario 6)', async () => {
    const { ask, engine } = await account()
    const before = engine.store.sessions.length
    const long = { content: 'x'.repeat(150_001) }
    expect((await ask('POST', '/conversations', { ...PAVEL, message: long })).status).toBe(422)
    expect(engine.store.sessions).toHaveLength(before)
    expect((await ask('POST', '/conversations', { ...PAVEL, message: hello })).json.messages).toHaveLength(1)
  })

  test('is opened again by its status, and an agent who opens it has it (scenarios 9 and 15)', async () => {
    const { ask, customer } = await account()
    await customer('write')
    const { id } = await newest(ask)
    const status = async (to: string, headers?: Record<string, string>) =>
      (await ask('POST', `/conversations/${id}/toggle_status`, { status: to }, headers)).json.payload
        .current_status
    expect(await status('resolved')).toBe('resolved')
    expect(await status('open', { api_access_token: 'sandbox-token-op-2' })).toBe('open')
    const assignee = async () => (await ask('GET', `/conversations/${id}`)).json.meta.assignee
    expect(await assignee()).toMatchObject({ id: 2, role: 'agent' })
    await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 0 })
    // Only the role of an agent takes it so.
    const boss = (await ask('GET', '/agents')).json.find(
      ({ role }: { role: string }) => role === 'administrator',
    )
    await status('open', { api_access_token: `sandbox-token-op-${boss.id}` })
    expect(await assignee()).toBeUndefined()
  })

  test('is given to a team and to an agent by two calls (scenario 15)', async () => {
    const { ask, customer } = await account()
    await customer('write')
    const { id } = await newest(ask)
    const assign = (body: object) => ask('POST', `/conversations/${id}/assignments`, body)
    expect((await assign({ team_id: 1 })).json).toMatchObject({ id: 1 })
    expect((await ask('GET', `/conversations/${id}`)).json.meta.team.id).toBe(1)
    expect((await assign({ assignee_id: 2 })).json).toMatchObject({ id: 2 })
    expect((await ask('GET', `/conversations/${id}`)).json.meta.assignee.id).toBe(2)
  })

  test('has its attributes replaced as a whole (scenario 16)', async () => {
    const { ask, customer } = await account()
    await customer('write')
    const { id } = await newest(ask)
    const put = (custom_attributes: object) =>
      ask('POST', `/conversations/${id}/custom_attributes`, { custom_attributes })
    await put({ a: 1, b: 2 })
    await put({ b: 3 })
    expect((await ask('GET', `/conversations/${id}`)).json.custom_attributes).toEqual({ b: 3 })
  })

  test('is listed with the open ones, 25 a page; a contact shows its last 20 of all inboxes (scenario 17)', async () => {
    const { ask, engine } = await account()
    for (let nth = 0; nth < 30; nth += 1) await ask('POST', '/conversations', { ...PAVEL, message: hello })
    const { payload, meta } = (await ask('GET', '/conversations')).json.data
    expect(payload).toHaveLength(25)
    expect(payload.every(({ status }: { status: string }) => status === 'open')).toBe(true)
    expect(meta.all_count).toBe(engine.store.sessions.filter(({ state }) => state !== 'closed').length)
    const own = (await ask('GET', '/contacts/1/conversations?inbox_id=2')).json.payload
    expect(own).toHaveLength(20)
    expect(own[0].inbox_id).toBe(1)
  })

  test('has times in whole seconds, but for the time of its change (scenario 22)', async () => {
    const { ask, customer, engine } = await account()
    engine.advanceClock(1234)
    await customer('write')
    const one = await newest(ask)
    for (const at of [one.created_at, one.last_activity_at, one.messages[0].created_at])
      expect(at).toBe(Math.trunc(at))
    expect(one.updated_at).toBe(Date.parse(engine.session(`s-${one.id}`)!.lastActivityAt) / 1000)
  })
})

describe('messages', () => {
  test('come twenty at a time, twenty before one, a hundred after one (scenario 12)', async () => {
    const { ask, engine, customer } = await account()
    await customer('write', 'Message 0')
    const { id } = await newest(ask)
    for (let nth = 1; nth <= 130; nth += 1) await customer('write', `Message ${nth}`)
    const read = async (query = '') =>
      (await ask('GET', `/conversations/${id}/messages${query}`)).json.payload as {
        id: number
        content: string
      }[]
    const latest = await read()
    expect(latest.map(({ content }) => content)).toEqual(
      Array.from({ length: 20 }, (_, nth) => `Message ${111 + nth}`),
    )
    const before = await read(`?before=${latest[0]!.id}`)
    expect([before.length, before.at(-1)!.content]).toEqual([20, 'Message 110'])
    const first = engine.messagesOf(`s-${id}`).find(({ text }) => text === 'Message 0')!
    const start = first.id.replace('m-', '')
    const after = await read(`?after=${start}`)
    expect([after.length, after[0]!.content]).toEqual([100, 'Message 1'])
    const between = await read(`?after=${start}&before=${latest[0]!.id}`)
    expect([between.length, between[0]!.content, between.at(-1)!.content]).toEqual([
      110,
      'Message 1',
      'Message 110',
    ])
  })

  test('of a template: flat values are taken for the body’s, and long ones are cut (scenario 10)', async () => {
    const { ask, engine } = await account()
    const template_params = {
      name: 'order_ready',
      language: 'en',
      processed_params: { 1: 'y'.repeat(1200), 2: '15' },
    }
    await ask('POST', '/conversations', { ...PAVEL, message: { ...hello, template_params } })
    const said = engine.store.messages.at(-1)!.text
    expect(said).toContain(`Hello ${'y'.repeat(1000)}, your order 15`)
    expect(said).not.toContain('y'.repeat(1001))
  })

  test('that failed are sent again on demand, and may fail again (scenario 24)', async () => {
    const { ask, engine, customer } = await account()
    await customer('write')
    await customer('block')
    const { id } = await newest(ask)
    const { json } = await ask('POST', `/conversations/${id}/messages`, hello)
    const status = async () =>
      (await ask('GET', `/conversations/${id}/messages`)).json.payload.at(-1).status as string
    const retry = () => ask('POST', `/conversations/${id}/messages/${json.id}/retry`)
    expect(await status()).toBe('failed')
    await retry()
    expect(await status()).toBe('failed')
    await customer('unblock')
    expect((await retry()).status).toBe(200)
    expect(await status()).toBe('delivered')
    expect(engine.store.deliveries.filter(({ text }) => text === 'Hello')).toHaveLength(1)
    expect((await retry()).status).toBe(422)
  })
})

test('a file is uploaded before its message, and the 61st in an hour is refused (scenario 18)', async () => {
  const { url, ask, customer, engine } = await account()
  await customer('write')
  const { id } = await newest(ask)
  const upload = async () => {
    const body = new FormData()
    body.append('attachment', new File(['%PDF'], 'offer.pdf', { type: 'application/pdf' }))
    const headers = { api_access_token: 'sandbox-token' }
    return fetch(`${url}${ACCOUNT}/upload`, { method: 'POST', headers, body })
  }
  const { blob_id, file_url } = (await (await upload()).json()) as { blob_id: string; file_url: string }
  expect(await (await fetch(file_url)).text()).toBe('%PDF')
  const sent = await ask('POST', `/conversations/${id}/messages`, { ...hello, attachments: [blob_id] })
  expect(sent.json.attachments).toMatchObject([{ file_type: 'file', file_size: 4 }])
  expect(engine.store.deliveries.at(-1)!.attachments).toMatchObject([{ name: 'offer.pdf' }])
  const wrong = await ask('POST', `/conversations/${id}/messages`, { ...hello, attachments: ['no-such'] })
  expect(wrong.status).toBe(422)
  for (let nth = 2; nth <= 60; nth += 1) await upload()
  const refused = await upload()
  expect([refused.status, await refused.text()]).toEqual([429, 'Retry later\n'])
  engine.advanceClock(60 * 60_000)
  expect((await upload()).status).toBe(200)
})
