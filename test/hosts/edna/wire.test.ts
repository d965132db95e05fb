import { describe, expect, test } from 'vitest'
import { adapterOver, REQUEST, SETTINGS } from './adapter.ts'
import { CHANNEL, INCOMING_HOOK, PROFILE, STATUS_HOOK, TEMPLATE, TRAINING } from './samples.ts'
import { EdnaSettingsSchema } from '../../../src/hosts/edna/index.ts'
import type { Host } from '../../../src/hosts/port.ts'

const deeds = (asked: readonly { path: string }[]) =>
  asked.filter(({ path }) => path.includes('/messages/') || path.includes('/out-messages/'))

describe('the login', () => {
  test('sends the token with one "Bearer", though the host gives it with one already', async () => {
    const { host, asked } = adapterOver(() => PROFILE)
    await host.contacts.get('CRM-77')
    expect(asked[1]?.headers.get('authorization')).toBe('Bearer eyJ-sample')
  })

  test('is renewed once when a token has ended, and the read is asked again', async () => {
    let ended = true
    const { host, asked } = adapterOver(() => {
      if (!ended) return PROFILE
      ended = false
      return Response.json({ message: 'expired' }, { status: 401 })
    })
    expect(await host.contacts.get('CRM-77')).toEqual({ id: 'CRM-77', name: 'Oleg' })
    const login = '/api/auth/login'
    const profile = '/api/v1/clients/CRM-77/profile'
    expect(asked.map(({ path }) => path)).toEqual([login, profile, login, profile])
  })

  test('is renewed for a send too, but the send is not repeated', async () => {
    const { host, asked } = adapterOver(() => Response.json({ message: 'expired' }, { status: 401 }))
    await expect(host.sender.send(REQUEST)).rejects.toMatchObject({ kind: 'later', happened: 'no' })
    expect(deeds(asked)).toHaveLength(1)
  })

  test('names the tenant where the stand wants it', async () => {
    const { host, asked } = adapterOver(() => PROFILE, { tenantName: 'shop' })
    await host.contacts.get('CRM-77')
    expect(asked.map(({ headers }) => headers.get('x-tenant-name'))).toEqual(['shop', 'shop'])
  })
})

describe('a send', () => {
  const sent = { id: 90_321, threadId: 4410, clientId: 5012, clientExternalId: null, agentId: 17 }

  test('to an address describes the device as the examples do, not as the table does', async () => {
    const { host, asked } = adapterOver(() => sent)
    await host.sender.send(REQUEST)
    expect(asked.at(-1)).toMatchObject({
      path: '/api/v1/messages/outgoing-to-device',
      body: {
        text: 'Hello',
        attachments: [],
        clientApplicationDescriptor: {
          channelType: 'WHATSAPP',
          deviceAddress: '79001112233',
          clientId: 'CRM-77',
        },
      },
    })
  })

  test.each([
    ['READY', 'READY'],
    ['OUTGOING', 'OUTGOING'],
    ['PRE_INACTIVE', 'OUTGOING'],
  ])('of an agent who shows %s names the channel and leaves the presence %s', async (shown, named) => {
    const { host, asked } = adapterOver(({ path }) =>
      path.endsWith('/agents') ? [{ id: 17, login: 'irina.k', status: shown }] : { id: 90_321 },
    )
    await host.sender.send({ ...REQUEST, operatorId: 'op-2' })
    expect(asked.at(-1)).toMatchObject({
      path: '/api/v1/messages/outgoing-from-myself',
      body: { login: 'irina.k', status: named, channelType: 'WHATSAPP', clientId: 'CRM-77' },
    })
  })

  test.each([
    ['of which the client has another names it', '79005556677', 'outgoing-to-device', '79001112233'],
    ['that is the only one goes in the name of the agent', '79001112233', 'outgoing-from-myself', undefined],
  ])('of an agent to an address %s (R-ADDR-6)', async (_, second, path, deviceAddress) => {
    const profile = {
      ...PROFILE,
      phone: '79001112233',
      additional: [{ key: 'old_phone', value: second }],
    }
    const { host, asked } = adapterOver(
      ({ path: asks }) => (asks.endsWith('/profile') ? profile : asks.endsWith('/agents') ? [] : sent),
      { addressKeys: { whatsapp: 'old_phone' } },
    )
    await host.sender.send({ ...REQUEST, operatorId: 'op-2' })
    const descriptor = asked.at(-1)?.body['clientApplicationDescriptor'] as
      | { deviceAddress?: string }
      | undefined
    expect(asked.at(-1)?.path).toBe(`/api/v1/messages/${path}`)
    expect(descriptor?.deviceAddress).toBe(deviceAddress)
  })

  test('into an open session goes into its thread', async () => {
    const { host, asked } = adapterOver(() => sent)
    await host.sender.send({ ...REQUEST, sessionId: '4410' })
    expect(asked.at(-1)).toMatchObject({
      path: '/api/v1/messages/outgoing',
      body: { threadId: 4410, text: 'Hello' },
    })
  })

  test('that is refused in words nobody has told us of says them, and proves that nothing was done', async () => {
    const { host } = adapterOver(() => Response.json({ reason: { odd: true } }, { status: 422 }))
    await expect(host.sender.send(REQUEST)).rejects.toMatchObject({
      kind: 'fix-data',
      happened: 'no',
      hostText: '{"reason":{"odd":true}}',
    })
  })
})

describe('a template', () => {
  const values = { '1': '15', '2': '10 May', 'header-1': 'Oleg', 'button-1': 'k3' }
  const request = { ...REQUEST, template: { id: '242', variables: values } }
  test('goes by its id, positions filled, under our mark', async () => {
    const { host, asked } = over({ outMessageId: 5 })
    await host.sender.send(request)
    expect(deeds(asked).at(-1)).toMatchObject({
      body: {
        messageId: 'bp-9f1c-0001',
        sender: 'SHOP_WA',
        phone: '79001112233',
        templateId: 242,
        headerVariables: ['Oleg'],
        textVariables: ['15', '10 May'],
        buttonVariables: ['k3'],
        options: { comment: 'bp-9f1c-0001' },
      },
    })
  })

  test.each(['requestId-is-not-unique', 'RequestId is not unique', 'error-id-not-unique'])(
    'that the host has already under our mark counts as accepted: %s',
    async (error) => {
      const { host } = over(Response.json({ error }, { status: 400 }))
      await expect(host.sender.send(request)).resolves.toHaveProperty('reference')
    },
  )

  test.each([
    ['DELIVERED', 'sent'],
    ['read', 'sent'],
    ['UNDELIVERED', 'failed'],
    ['cancelled', 'failed'],
    ['expired', 'failed'],
  ])('of which the history says %s is %s', async (deliveryStatus, state) => {
    const { host } = over({}, { content: [{ comment: REQUEST.mark, deliveryStatus }], hasNext: false })
    expect(await host.sender.find(request, null)).toMatchObject({ state })
  })

  test('of which the history knows nothing is absent', async () => {
    expect(await over({}).host.sender.find(request, null)).toEqual({ state: 'absent' })
  })
})

/** Pulse with one channel and one template. */
function over(send: unknown, history: unknown = { content: [], hasNext: false }) {
  return adapterOver(({ path }) => {
    if (path.endsWith('/channel-profile')) return [CHANNEL]
    if (path.endsWith('/get-by-request')) return [TEMPLATE]
    if (path.endsWith('/history')) return history
    return path.endsWith('/template') ? send : []
  })
}

describe('what the host pushes', () => {
  const { host } = adapterOver(() => [])
  const read = (body: unknown) =>
    (host.hooks as NonNullable<Host['hooks']>).read(
      new Headers({ 'x-firstline-hook': SETTINGS.hookSecret }),
      JSON.stringify(body),
    )

  test('of a thread’s message is told by thread and index', () => {
    expect(read(TRAINING)).toEqual([{ eventId: '4410:4', kind: 'message', sessionId: '4410' }])
    expect(read(TRAINING)).toEqual(read({ ...TRAINING, text: 'again' }))
  })

  test('that names neither a thread nor a send of ours is taken, and tells nothing', () => {
    for (const body of [
      { action: 'INIT_CHAT' },
      { ...INCOMING_HOOK, replyOutMessageExternalRequestId: null },
    ])
      expect(read(body)).toEqual([])
  })

  test('of a send is told by its mark', () => {
    const mark = 'bp-9f1c-0001'
    expect(read(STATUS_HOOK)).toMatchObject([{ kind: 'status', mark, status: 'delivered' }])
    expect(read(INCOMING_HOOK)).toMatchObject([{ kind: 'answer', mark }])
  })
})

describe('settings', () => {
  test('have a description for every field, and secrets are marked', () => {
    const shape = EdnaSettingsSchema.shape
    const secrets = Object.entries(shape).filter(([, field]) => field.meta()?.['secret'])
    expect(secrets.map(([name]) => name)).toEqual(['password', 'chatbotToken', 'hookSecret'])
    for (const [name, field] of Object.entries(shape))
      expect([name, name === 'kind' ? 'kind' : field.description]).not.toContain(undefined)
  })
})
