import { describe, expect, test } from 'vitest'
import { failureOf } from '../../contract/steps.ts'
import { adapterOver, LETTER, NOW, page, wirePost, wireTicket, wireUser, type Asked } from './adapter.ts'

const WHATSAPP = { ...LETTER, channel: 'whatsapp', address: '+79123456789', subject: null } as const
const MARKED = { markFieldId: 12 }

/** A host with these tickets of Pavel. */
const withTickets = (tickets: readonly object[], refuses: (asked: Asked) => Response | null = () => null) =>
  adapterOver((asked) => {
    const { method, path } = asked
    const refusal = refuses(asked)
    if (refusal) return refusal
    if (path.startsWith('users/')) return { data: wireUser({ id: 17, group: { type: 'staff' } }) }
    if (method === 'POST') return { data: path.includes('posts') ? wirePost() : wireTicket() }
    if (path.includes('/posts/')) return page([wirePost()])
    return method === 'PUT' ? { data: wireTicket() } : page(tickets)
  }, MARKED)
const planned = (beforeMs: number) => new Date(Date.parse(NOW) - beforeMs).toISOString()
const deeds = (asked: readonly Asked[]) =>
  asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }))

describe('a letter', () => {
  test('is a new ticket by the staff, in the department of the line, with our key', async () => {
    const { host, asked } = withTickets([])
    const receipt = await host.sender.send({ ...LETTER, tags: ['outbound'] })
    expect(deeds(asked)).toEqual([
      {
        method: 'POST',
        path: 'tickets/',
        body: {
          title: 'Delivery of order 7741',
          description: '<p>Good day!<br>Is Thursday &lt;ok&gt;?</p>',
          user_id: 312,
          create_from_user: 0,
          department_id: 4,
          tags: ['outbound'],
          custom_fields: { 12: 'mark-1' },
        },
      },
    ])
    expect(await host.sender.find(LETTER, receipt)).toEqual({
      state: 'sent',
      sessionId: '501',
      messageId: '9021',
    })
  })

  test('without a subject is called by its first line', async () => {
    const { host, asked } = withTickets([])
    await host.sender.send({ ...LETTER, subject: null })
    expect(deeds(asked)[0]!.body).toMatchObject({ title: 'Good day!' })
  })

  test('is found by our key, wherever the host puts it in the list', async () => {
    const ours = wireTicket({ custom_fields: [{ id: 12, field_type: 'text', field_value: 'mark-1' }] })
    const { host } = withTickets([wireTicket({ id: 7, date_updated: '2026-11-19 10:00:00' }), ours])
    expect(await host.sender.find(LETTER, null)).toMatchObject({ state: 'sent', sessionId: '501' })
  })

  test('that is not in the list is absent only when the list has caught up', async () => {
    const { host } = withTickets([wireTicket()])
    const find = async (plannedAt?: string) =>
      (await host.sender.find({ ...LETTER, ...(plannedAt !== undefined && { plannedAt }) }, null)).state
    expect(await find(planned(119_000))).toBe('unknowable')
    expect(await find(planned(120_000))).toBe('absent')
    expect(await find()).toBe('unknowable')
  })
})

describe('a message', () => {
  const closed = wireTicket({ source: 'WhatsApp', status_id: 'closed', tags: ['old'] })
  const open = wireTicket({ id: 7, source: 'WhatsApp', date_updated: '2026-01-01 10:00:00' })

  test('goes into the open ticket of that channel before a newer closed one', async () => {
    const { host, asked } = withTickets([closed, open])
    await host.sender.send({ ...WHATSAPP, operatorId: '17' })
    expect(deeds(asked)).toEqual([
      {
        method: 'POST',
        path: 'tickets/7/posts/',
        body: { text: '<p>Good day!<br>Is Thursday &lt;ok&gt;?</p>', user_id: 17 },
      },
    ])
  })

  test('opens a closed ticket first, and adds its tags to those that are there', async () => {
    const { host, asked } = withTickets([closed])
    await host.sender.send({ ...WHATSAPP, tags: ['outbound', 'old'] })
    expect(deeds(asked).map(({ path, body }) => [path, body])).toEqual([
      ['tickets/501/', { status_id: 'open', tags: ['old', 'outbound'] }],
      ['tickets/501/posts/', { text: '<p>Good day!<br>Is Thursday &lt;ok&gt;?</p>' }],
    ])
  })

  test('was not sent when the ticket could not be opened', async () => {
    const { host } = withTickets([closed], ({ method }) =>
      method === 'PUT' ? Response.json({ errors: [] }, { status: 500 }) : null,
    )
    expect(await failureOf(host.sender.send(WHATSAPP))).toMatchObject({ code: 'host-broken', happened: 'no' })
  })

  test('to somebody without a ticket in that messenger is not possible', async () => {
    const { host, asked } = withTickets([wireTicket()])
    expect(await failureOf(host.sender.send(WHATSAPP))).toMatchObject({ code: 'not-allowed', happened: 'no' })
    expect(deeds(asked)).toEqual([])
  })

  test('whose answer was lost cannot be told from the same words by others', async () => {
    const { host } = withTickets([open])
    expect(await host.sender.find(WHATSAPP, null)).toEqual({ state: 'unknowable' })
  })
})
