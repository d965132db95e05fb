import { describe, expect, test } from 'vitest'
import type { HostError } from '../../../src/hosts/errors.ts'
import { adapterOver, answer, REQUEST } from './adapter.ts'
import { CONTACT, CONVERSATION, MESSAGE } from './samples.ts'

const refusedWith = (status: number, body: unknown) => Response.json(body, { status })

describe('the samples of the sheet', () => {
  test('are read as a contact, its accounts, a session and a message', async () => {
    const { host } = adapterOver()
    expect(await host.contacts.get('512')).toEqual({ id: '512', name: 'Oleg' })
    expect(
      (await host.contacts.accounts('512')).map(({ channel, address, source }) => [channel, address, source]),
    ).toEqual([
      ['whatsapp', '+79001112233', 'account'],
      ['email', 'oleg@example.com', 'email-field'],
    ])
    expect(await host.sessions.get('41')).toMatchObject({
      id: '41',
      contactId: '512',
      lineId: '8',
      channel: 'whatsapp',
      address: '+79001112233',
      state: 'active',
      operatorId: '21',
    })
    const { items } = await host.sessions.messages('41', null)
    expect(items).toMatchObject([{ id: '901', status: 'accepted', author: { kind: 'system' } }])
  })

  test.each([
    [{ status: 'open', assignee: null }, 'queued'],
    [{ status: 'snoozed', assignee: { id: 21 } }, 'active'],
    [{ status: 'pending', assignee: null }, 'active'],
    [{ status: 'resolved', assignee: { id: 21 } }, 'closed'],
  ])('a conversation %j is %s', async ({ status, assignee }, state) => {
    const meta = { ...CONVERSATION.meta, assignee }
    const { host } = adapterOver((asked) =>
      asked.path.endsWith('/conversations/41') ? { ...CONVERSATION, status, meta } : answer(asked),
    )
    expect((await host.sessions.get('41'))?.state).toBe(state)
  })

  test('a status that we do not know is an error and never closed', async () => {
    const { host } = adapterOver((asked) =>
      asked.path.endsWith('/conversations/41') ? { ...CONVERSATION, status: 'archived' } : answer(asked),
    )
    await expect(host.sessions.get('41')).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  test('notes and activity are told apart from what is said to the customer', async () => {
    const { host } = adapterOver((asked) =>
      asked.path.includes('/messages')
        ? {
            payload: [
              { ...MESSAGE, id: 1, private: true },
              { ...MESSAGE, id: 2, message_type: 2, sender: null },
              { ...MESSAGE, id: 3, message_type: 0, sender: { id: 512, name: 'Oleg', type: 'contact' } },
              { ...MESSAGE, id: 4, status: 'failed', content_attributes: { external_error: '131047' } },
            ],
          }
        : answer(asked),
    )
    const { items } = await host.sessions.messages('41', null)
    expect(items).toMatchObject([
      { id: '1', kind: 'note', text: MESSAGE.content },
      { id: '2', kind: 'event', text: '', event: { what: 'other', text: MESSAGE.content } },
      { id: '3', direction: 'inbound', status: null },
      { id: '4', status: 'failed', failure: { code: 'window-closed', text: '131047' } },
    ])
  })

  test('after a change of phone the list by source id tells whose conversation it is', async () => {
    const [link] = CONTACT.contact_inboxes
    const links = [{ ...link, source_id: '79990000000' }, link]
    const { host } = adapterOver((asked) => {
      if (asked.path.endsWith('/contacts/512')) return { payload: { ...CONTACT, contact_inboxes: links } }
      if (asked.path.includes('source_id=79990000000')) return { data: { payload: [] } }
      return answer(asked)
    })
    expect((await host.sessions.get('41'))?.address).toBe('+79001112233')
  })
})

describe('sending', () => {
  test('makes a conversation with its first message, all three ids and the mark', async () => {
    const { host, asked } = adapterOver()
    await host.sender.send(REQUEST)
    expect(asked.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v1/accounts/3/conversations',
      body: {
        source_id: '79001112233',
        inbox_id: 8,
        contact_id: 512,
        custom_attributes: { crm_request_id: 'mark-1' },
        message: { content: REQUEST.text, content_attributes: { firstline: 'mark-1' } },
      },
    })
    expect(asked.at(-1)?.body['message']).not.toHaveProperty('source_id')
  })

  test('goes out in the name of the agent whose token we have', async () => {
    const { host, asked } = adapterOver(answer, { agentTokens: { 21: 'token-of-olga' } })
    await host.sender.send({ ...REQUEST, operatorId: '21', sessionId: '41' })
    await host.sender.send({ ...REQUEST, operatorId: '22', sessionId: '41' })
    const deeds = asked.filter(({ path }) => path.endsWith('/messages'))
    expect(deeds.map(({ token }) => token)).toEqual(['token-of-olga', 'token-of-the-test'])
  })

  test('takes no address that is another contact’s, since the host would take it away from him', async () => {
    const { host, asked } = adapterOver()
    const error: HostError = await host.sender.send({ ...REQUEST, address: '+79998887766' }).then(
      () => expect.unreachable(),
      (error: HostError) => error,
    )
    expect(error).toMatchObject({ code: 'bad-request', happened: 'no' })
    expect(asked.every(({ method }) => method === 'GET')).toBe(true)
  })

  test('fills every part of a template, with printed signs for those that the host drops', async () => {
    const { host, asked } = adapterOver()
    const [template] = await host.templates!.list(REQUEST.line, 'whatsapp')
    expect(template).toMatchObject({ id: 'order_ready/en', header: 'Order {{header_1}}' })
    expect(template?.variables.map(({ name, example }) => [name, example])).toEqual([
      ['header_1', '15'],
      ['1', 'Pavel'],
      ['2', 'the box'],
      ['button_2', 'k3'],
    ])
    expect(template?.buttons).toEqual([
      { text: 'Thanks', url: null },
      { text: 'Track', url: 'https://shop.example/t/{{button_2}}' },
    ])
    const variables = { header_1: '15', 1: 'O’Neil "x"', 2: '<a>', button_2: 'k3' }
    await host.sender.send({ ...REQUEST, template: { id: 'order_ready/en', variables } })
    expect(asked.at(-1)?.body['message']).toMatchObject({
      template_params: {
        name: 'order_ready',
        language: 'en',
        processed_params: {
          header: { 1: '15' },
          body: { 1: 'O’Neil ”x”', 2: '‹a›' },
          buttons: [null, { type: 'url', parameter: 'k3' }],
        },
      },
    })
  })

  test('offers approved templates of text only', async () => {
    const { host } = adapterOver()
    expect(await host.templates!.list(REQUEST.line, 'whatsapp')).toHaveLength(1)
    expect(await host.templates!.list(REQUEST.line, 'email')).toEqual([])
  })
})

describe('finding', () => {
  test('tells what the provider refused later', async () => {
    const failed = { ...MESSAGE, status: 'failed' }
    const attributes = { ...MESSAGE.content_attributes, external_error: 'Template not found' }
    const { host } = adapterOver((asked) =>
      asked.path.includes('/messages')
        ? { payload: [{ ...failed, content_attributes: attributes }] }
        : answer(asked),
    )
    expect(await host.sender.find(REQUEST, null)).toEqual({
      state: 'failed',
      code: 'not-approved-template',
      text: 'Template not found',
      places: [{ sessionId: '41', messageId: '901' }],
    })
  })

  test('is no proof of absence after a receipt, nor for a template in an open conversation', async () => {
    const { host } = adapterOver((asked) =>
      asked.path.includes('/messages') ? { payload: [] } : answer(asked),
    )
    const template = { id: 'order_ready/en', variables: {} }
    expect(await host.sender.find(REQUEST, { reference: '41/901' })).toEqual({ state: 'unknowable' })
    expect(await host.sender.find({ ...REQUEST, sessionId: '41', template }, null)).toEqual({
      state: 'unknowable',
    })
    expect(await host.sender.find({ ...REQUEST, sessionId: '41' }, null)).toEqual({ state: 'absent' })
  })

  test('looks no further back than a day before it was planned', async () => {
    const { host, asked } = adapterOver()
    const plannedAt = '2027-06-01T00:00:00.000Z'
    expect(await host.sender.find({ ...REQUEST, mark: 'other', plannedAt }, null)).toEqual({
      state: 'absent',
    })
    expect(asked.filter(({ path }) => path.includes('/messages'))).toEqual([])
  })
})

describe('what the host refuses', () => {
  test('a missing right is told from a wrong token, though both are 401', async () => {
    const denial = { error: 'You are not authorized to do this action' }
    const lacking = adapterOver((asked) =>
      asked.path.endsWith('/agents') ? refusedWith(401, denial) : answer(asked),
    )
    await expect(lacking.host.operators!.get('21')).rejects.toMatchObject({
      code: 'not-allowed',
      hostText: denial.error,
    })
    const stranger = adapterOver(() => refusedWith(401, { error: 'Invalid Access Token' }))
    await expect(stranger.host.operators!.get('21')).rejects.toMatchObject({ code: 'wrong-credentials' })
  })

  test('a 429 in plain text is rate-limited, without a time', async () => {
    const { host } = adapterOver(() => new Response('Retry later\n', { status: 429 }))
    await expect(host.contacts.get('512')).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: null })
  })

  test('an agent that is not there is not sent, because the host would unassign without a word', async () => {
    const { host, asked } = adapterOver()
    await expect(host.routing!.assign('41', '77')).rejects.toMatchObject({ code: 'unknown-id' })
    expect(asked.some(({ path }) => path.endsWith('/assignments'))).toBe(false)
  })

  test('labels that do not stick change nothing about a message that went out', async () => {
    const { host } = adapterOver((asked) =>
      asked.path.endsWith('/labels')
        ? refusedWith(404, { error: 'Resource could not be found' })
        : answer(asked),
    )
    expect(await host.sender.send({ ...REQUEST, tags: ['vip'] })).toEqual({ reference: '41/901' })
  })
})
