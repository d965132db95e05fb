import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHtml, toText } from '../../../src/hosts/helpdeskeddy/html.ts'
import { inLanguage, placeOf, stateOf } from '../../../src/hosts/helpdeskeddy/map.ts'
import { timesOf } from '../../../src/hosts/helpdeskeddy/times.ts'
import { WireTicket } from '../../../src/hosts/helpdeskeddy/wire.ts'
import { adapterOver, page, SETTINGS, wirePost, wireTicket, wireUser } from './adapter.ts'

const ticket = (patch: object = {}) => WireTicket.parse(wireTicket(patch))
const lines = SETTINGS.lines as unknown as Parameters<typeof placeOf>[0]

describe('the place of a ticket', () => {
  test.each([
    ['api', 4, { lineId: 'sales', channel: 'email' }],
    ['WhatsApp', 4, { lineId: 'sales', channel: 'whatsapp' }],
    ['tlgrm', 6, { lineId: 'news', channel: 'telegram-bot' }],
    ['TELEGRAM', 6, { lineId: 'news', channel: 'telegram-bot' }],
  ])('is told by source and department: %s in %d', (source, department_id, place) => {
    expect(placeOf(lines, ticket({ source, department_id }))).toEqual(place)
  })
  test('stays with its source after another department has it', () => {
    expect(placeOf(lines, ticket({ source: 'WhatsApp', department_id: 5 }))).toEqual({
      lineId: 'sales',
      channel: 'whatsapp',
    })
  })
  test('of an unknown source is that of the department, where it has one channel only', () => {
    expect(placeOf(lines, ticket({ source: 'max', department_id: 6 }))).toMatchObject({ lineId: 'news' })
    expect(placeOf(lines, ticket({ source: 'max', department_id: 4 }))).toBeNull()
    expect(placeOf(lines, ticket({ source: 'max', department_id: 77 }))).toBeNull()
  })
})

test.each([
  ['open', 0, 'queued'],
  ['open', '', 'queued'],
  ['open', 17, 'active'],
  ['25', 17, 'active'],
  ['awaiting-client', 0, 'queued'],
  ['closed', 17, 'closed'],
])('a ticket with the status %s of owner %j is %s', (status_id, owner_id, state) => {
  expect(stateOf(ticket({ status_id, owner_id }), { closedStatuses: ['closed'] })).toBe(state)
})

test('names come in the language asked for, else in any, or plain', () => {
  expect(inLanguage({ en: 'Sales', ru: 'Продажи' }, 'ru')).toBe('Продажи')
  expect(inLanguage({ ru: '', ua: 'Продажі' }, 'en')).toBe('Продажі')
  expect(inLanguage('Sales', 'ru')).toBe('Sales')
  expect(inLanguage([], 'ru')).toBeNull()
})

describe('times', () => {
  test('have two writings, and are in the zone of the tenant', () => {
    const moscow = timesOf('Europe/Moscow')
    expect(moscow.ofTicket('2026-11-18 10:02:11')).toBe('2026-11-18T07:02:11.000Z')
    expect(moscow.ofPost('10:02:11 18.11.2026')).toBe('2026-11-18T07:02:11.000Z')
    expect(moscow.ofPost('00:00:00 01.01.2026')).toBe('2025-12-31T21:00:00.000Z')
  })
  test('follow summer and winter, on either side of the change', () => {
    const berlin = timesOf('Europe/Berlin')
    expect(berlin.ofTicket('2026-03-29 01:59:59')).toBe('2026-03-29T00:59:59.000Z')
    expect(berlin.ofTicket('2026-03-29 03:00:00')).toBe('2026-03-29T01:00:00.000Z')
    expect(berlin.ofTicket('2026-10-25 01:59:59')).toBe('2026-10-24T23:59:59.000Z')
    expect(berlin.ofTicket('2026-10-25 03:00:00')).toBe('2026-10-25T02:00:00.000Z')
  })
})

describe('HTML', () => {
  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toText(toHtml(text))).toBe(text.replaceAll(/\r\n|\r/g, '\n'))
      }),
    )
  })
  test('never carries markup out of a text', () => {
    expect(toHtml('<b>1 & 2</b>')).toBe('<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>')
  })
  test.each([
    ['<p>One</p><p>Two</p>', 'One\nTwo'],
    ['<div>One<br/>Two</div>', 'One\nTwo'],
    ['<style>p{}</style>A&nbsp;&laquo;B&raquo; &#1046; &unknown;', 'A\u00A0«B» Ж &unknown;'],
    ['2 < 3', '2 < 3'],
    [
      '<table><tr><th>Lamp</th> <th>No.</th></tr><tr><td>Halo</td><td>2</td></tr></table>',
      'Lamp\tNo.\nHalo\t2',
    ],
  ])('is read as a person would: %s', (html, text) => {
    expect(toText(html)).toBe(text)
  })
})

describe('the samples of the sheet', () => {
  const { host } = adapterOver(({ path }) => {
    if (path.startsWith('users/')) return { data: wireUser() }
    if (path.includes('/comments/')) return page([])
    return path.includes('/posts/')
      ? page([wirePost(), wirePost({ id: 9020, user_id: 312, files: [] })])
      : { data: wireTicket() }
  })
  test('a ticket is a session', async () => {
    expect(await host.sessions.get('501')).toEqual({
      id: '501',
      contactId: '312',
      lineId: 'sales',
      channel: 'email',
      address: 'p.serov@example.org',
      state: 'active',
      operatorId: '17',
      subject: 'Delivery of order 7741',
      openedAt: '2026-11-18T07:02:11.000Z',
      lastActivityAt: '2026-11-18T07:05:40.000Z',
      closedAt: null,
    })
  })
  test('posts are messages, by the client or by staff', async () => {
    const { items } = await host.sessions.messages('501', null)
    expect(items).toMatchObject([
      { id: '9020', direction: 'inbound', status: null, author: { kind: 'customer', id: null } },
      {
        id: '9021',
        direction: 'outbound',
        status: 'accepted',
        author: { kind: 'operator', id: '17' },
        text: 'Good day!',
        attachments: [
          {
            name: 'offer.pdf',
            type: 'application/pdf',
            size: null,
            url: 'https://desk.example.org/en/file/download/0f3a',
          },
        ],
      },
    ])
  })
  test('an old ticket that lacks the newer keys is read', async () => {
    const { custom_fields: _fields, tags: _tags, ...old } = wireTicket({ owner_id: '', sla_date: 'null' })
    const { host } = adapterOver(({ path }) => ({ data: path.startsWith('users/') ? wireUser() : old }))
    expect(await host.sessions.get('501')).toMatchObject({ state: 'queued', operatorId: null })
  })
  test('a user has an e-mail and a phone, as they are written', async () => {
    expect(await host.contacts.accounts('312')).toMatchObject([
      { channel: 'email', address: 'p.serov@example.org' },
      { channel: 'whatsapp', address: '8 (912) 345-67-89', source: 'phone-field' },
    ])
  })
  test('staff is no contact', async () => {
    const { host } = adapterOver(() => ({
      data: wireUser({ group: { id: 1, type: 'staff', name: {}, disable: 0 } }),
    }))
    expect(await host.contacts.get('312')).toBeNull()
    expect(await host.operators!.get('312')).toMatchObject({ name: 'Pavel Serov' })
  })
})
