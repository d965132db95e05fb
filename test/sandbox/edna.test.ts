import { describe, expect, test } from 'vitest'
import { ask, CENTER, DEVICE, HOUR_MS, INTEGRATOR, stand } from './edna-stand.ts'

describe('the login', () => {
  test('gives a token that begins with "Bearer", repeated in a header, and no token twice is one', async () => {
    const { url } = await stand('empty')
    const { json, headers } = await ask(url, 'POST', `${CENTER}/auth/login`, INTEGRATOR, {})
    expect(json).toMatchObject({ role: 'INTEGRATOR', login: null })
    expect(json.token).toMatch(/^Bearer \S+$/)
    expect(headers.get('authorization')).toBe(`Bearer ${json.token}`)
    const twice = { authorization: `Bearer ${json.token}` }
    expect((await ask(url, 'GET', `${CENTER}/v1/agents`, undefined, twice)).status).toBe(401)
  })

  test('ends one day, and every call says 401 then', async () => {
    const { center, engine } = await stand('empty')
    expect((await center('GET', 'agents')).status).toBe(200)
    engine.advanceClock(13 * HOUR_MS)
    expect((await center('GET', 'agents')).status).toBe(401)
  })

  test('names the tenant on newer stands, whose answers are numbered', async () => {
    const { center, profile } = await stand('empty')
    expect((await center('GET', 'agents')).headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    await profile({ tenantHeader: 'required' })
    expect((await center('GET', 'agents')).status).toBe(400)
    const named = { 'x-tenant-name': 'northwind' }
    expect((await center('GET', 'agents', undefined, named)).status).toBe(200)
  })
})

describe('clients', () => {
  test('are found by phone however it is written, and by external id, and by nothing else', async () => {
    const { center, write } = await stand()
    const info = async (body: object) => (await center('POST', 'clients/short-info', body)).json
    expect(await info({ phones: ['+7 912 345-67-89'], externalIds: null })).toMatchObject([
      { id: 1, externalId: 'c-1', hasActiveThread: false },
    ])
    expect(await info({ phones: ['Pavel'], externalIds: ['Pavel Serov'] })).toEqual([])
    write()
    expect(await info({ externalIds: ['c-1'] })).toMatchObject([{ hasActiveThread: true }])
  })

  test('show one flag for a block on any channel', async () => {
    const { center } = await stand()
    expect((await center('GET', 'clients/c-4/profile')).json).toMatchObject({ blocked: true })
    expect((await center('GET', 'clients/internal/1/profile')).json).toMatchObject({
      externalClientId: 'c-1',
      blocked: false,
    })
    expect((await center('GET', 'clients/nobody/profile')).status).toBe(404)
  })
})

describe('sending', () => {
  test('to a device takes clientApplicationDescriptor alone, and answers with the new thread', async () => {
    const { center, engine, write } = await stand()
    write()
    const wrong = { text: 'Hello', applicationDescriptor: DEVICE }
    expect((await center('POST', 'messages/outgoing-to-device', wrong)).status).toBe(400)
    const right = { text: 'Hello', clientApplicationDescriptor: DEVICE }
    const { json } = await center('POST', 'messages/outgoing-to-device', right)
    expect(json).toMatchObject({ clientId: 1, clientExternalId: 'c-1', agentId: null })
    expect(engine.messagesOf(`s-${json.threadId}`).at(-1)).toMatchObject({
      text: 'Hello',
      status: 'delivered',
    })
  })

  test('on behalf of an agent takes 2000 characters and not one more, needs words, and defaults to MOBILE', async () => {
    const { center, engine, write } = await stand()
    write()
    const send = async (patch: object) => {
      const body = { login: 'olga', status: 'OUTGOING', channelType: 'WHATSAPP', clientId: 'c-1', ...patch }
      return (await center('POST', 'messages/outgoing-from-myself', body)).status
    }
    expect(await send({ text: 'x'.repeat(2000) })).toBe(200)
    expect(await send({ text: 'x'.repeat(2001) })).toBe(400)
    expect(await send({})).toBe(400)
    expect(await send({ text: 'Hi', channelType: undefined })).toBe(200)
    expect(engine.store.messages.at(-1)).toMatchObject({ text: 'Hi', status: 'delivered' })
    expect(engine.store.sessions.at(-1)).toMatchObject({ channel: 'mobile-app', address: 'c-1' })
  })

  test.each([
    ['kept', 'active'],
    ['changed', 'out'],
  ])('on behalf of an agent leaves the presence %s', async (agentStatus, status) => {
    const { center, engine, profile } = await stand()
    await profile({ agentStatus })
    const body = { login: 'olga', status: 'OUTGOING', channelType: 'WHATSAPP', clientId: 'c-1', text: 'Hi' }
    await center('POST', 'messages/outgoing-from-myself', body)
    expect(engine.store.operators[0]?.status).toBe(status)
  })

  test('to a device of an unknown external id makes the client, who is found by it; no phone is looked for', async () => {
    const { center, engine } = await stand()
    const send = (patch: object) =>
      center('POST', 'messages/outgoing-to-device', {
        text: 'Hello',
        clientApplicationDescriptor: { deviceAddress: 'CRM-7001', clientId: 'CRM-7001', ...patch },
      })
    expect((await send({ channelType: 'WHATSAPP' })).status).toBe(404)
    const { json } = await send({ channelType: 'MOBILE' })
    expect(json.clientExternalId).toBe('CRM-7001')
    expect(engine.store.deliveries.at(-1)).toMatchObject({ channel: 'mobile-app', address: 'CRM-7001' })
    const found = await center('POST', 'clients/short-info', { externalIds: ['CRM-7001'] })
    expect(found.json).toMatchObject([{ id: json.clientId, phone: null, hasActiveThread: true }])
    const { json: profile } = await center('GET', `clients/internal/${json.clientId}/profile`)
    expect(profile.externalClientId).toBe('CRM-7001')
  })

  test('while a thread is active is refused on stands that do so, except by email', async () => {
    const { center, profile, write } = await stand()
    await profile({ activeThread: 'refuses' })
    write()
    const send = async (device: object) =>
      (
        await center('POST', 'messages/outgoing-to-device', {
          text: 'Hello',
          clientApplicationDescriptor: { ...DEVICE, ...device },
        })
      ).status
    expect(await send({})).toBe(409)
    expect(await send({ channelType: 'EMAIL', deviceAddress: 'p.serov@severny-veter.example' })).toBe(200)
  })

  test('a letter is sent as finished: no thread stays open', async () => {
    const { center, engine } = await stand('empty')
    const device = { ...DEVICE, channelType: 'EMAIL', deviceAddress: 'p.serov@severny-veter.example' }
    await center('POST', 'messages/outgoing-to-device', {
      text: 'Hello',
      clientApplicationDescriptor: device,
    })
    expect(engine.store.sessions).toMatchObject([{ channel: 'email', state: 'closed' }])
    expect(engine.store.deliveries).toHaveLength(1)
  })

  test.each([
    [24 * HOUR_MS - 1000, 'delivered'],
    [24 * HOUR_MS + 1000, 'failed'],
  ])('free text in WhatsApp %d ms after the last message is accepted, and then %s', async (ms, status) => {
    const { center, engine, write, logIn } = await stand('empty')
    write()
    engine.advanceClock(ms)
    const body = { text: 'Hello', clientApplicationDescriptor: DEVICE }
    // The first login has ended meanwhile.
    expect((await center('POST', 'messages/outgoing-to-device', body, await logIn())).status).toBe(200)
    expect(engine.store.messages.at(-1)).toMatchObject({ text: 'Hello', status })
  })
})
