import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { HelpdeskeddySettingsSchema } from '../../../src/hosts/helpdeskeddy/index.ts'
import { policyOf } from '../../../src/hosts/helpdeskeddy/policy.ts'
import { adapterOver, customField, page, SETTINGS, wireTicket, wireUser } from './adapter.ts'

describe('settings', () => {
  test('mark their secrets, and describe every field', () => {
    const { properties = {} } = z.toJSONSchema(HelpdeskeddySettingsSchema, { io: 'input' })
    const fields = Object.entries(properties) as [string, { secret?: boolean; description?: string }][]
    expect(fields.filter(([, { secret }]) => secret).map(([name]) => name)).toEqual(['apiKey', 'hookSecret'])
    expect(fields.filter(([name, { description }]) => name !== 'kind' && !description)).toEqual([])
  })
  test.each([
    [{ timeZone: 'Moscow' }, 'timeZone'],
    [{ baseUrl: 'desk.example.org' }, 'baseUrl'],
    [{ apiKey: '' }, 'apiKey'],
    [{ lines: [] }, 'lines'],
    [{ tenant: 'x' }, ''],
  ])('that are wrong are told by their name: %j', (patch, path) => {
    const result = HelpdeskeddySettingsSchema.safeParse({ ...SETTINGS, ...patch })
    expect(result.error?.issues[0]?.path.join('.')).toBe(path)
  })
})

describe('the policy', () => {
  const base = { whatsapp: 'unofficial', closedWindow: 'host-page', openSession: 'refuses' } as const
  const whatsapp = (patch: object) => policyOf({ ...base, ...patch }).channels.whatsapp
  test('gives WhatsApp Business its 24 hours, and an unofficial one none (R-WIN-1)', () => {
    expect(whatsapp({})).toMatchObject({ start: 'wrote-before', windowMs: null })
    expect(whatsapp({ whatsapp: 'business' })).toMatchObject({ windowMs: 86_400_000 })
  })
  test('promises the default template only where an administrator has seen the host send it (R-WIN-2)', () => {
    expect(whatsapp({ whatsapp: 'business' })).toMatchObject({ closedWindow: 'template-only' })
    expect(whatsapp({ whatsapp: 'business', closedWindow: 'default-template-first' })).toMatchObject({
      closedWindow: 'default-template-first',
    })
  })
  test('leaves nothing to be done after sending: assignee and priority are fields of the ticket (R-AFTER-4)', () => {
    expect(policyOf(base).after).toEqual([])
  })
  test('takes files of any format and size with a text, and blind copies of letters (R-FILE-1, R-MAIL-1)', () => {
    const { channels } = policyOf(base)
    const limits = { formats: null, maxBytes: null, maxTotalBytes: null, maxCount: null }
    for (const channel of Object.values(channels))
      expect(channel.attachments).toEqual({ ...limits, alone: false })
    expect(channels.email?.blindCopy).toBe(true)
    expect(channels.whatsapp?.blindCopy).toBeUndefined()
  })
  test('lets anybody be written to by e-mail, with a subject; knows no VK', () => {
    const { channels } = policyOf(base)
    expect(channels.email).toMatchObject({ start: 'anyone', subject: 'required' })
    expect(channels.vk).toBeUndefined()
  })
})

const answers = (patch: Record<string, unknown>) =>
  adapterOver(
    ({ path }) => {
      const [name = '', , part] = path.split('/')
      const noted = part === 'comments' ? (patch['comments'] ?? page([])) : undefined
      return (
        noted ??
        patch[name] ??
        {
          users: page([wireUser()]),
          tickets: page([wireTicket()]),
          departments: { data: [{ id: 4, name: 'Sales' }] },
          statuses: { data: [{ id: 'open' }, { id: 'closed' }] },
          custom_fields: page({ 30: customField({ field_type: 'palette' }) }),
        }[name]
      )
    },
    { markFieldId: 12 },
  ).host.probe()
const wrong = async (patch: Record<string, unknown> = {}) =>
  (await answers(patch)).filter(({ ok }) => !ok).map(({ about, text }) => `${about.en}: ${text.en}`)

describe('the probe', () => {
  test('names a missing department and a missing field', async () => {
    expect(await wrong()).toEqual([
      'Line news: The host has no department with the number 6. Correct the settings of the line.',
      'Fields of tickets: The tickets have no field with the number 12, which is to hold our key. Correct “markFieldId”.',
    ])
  })
  test('names a required field that we cannot fill', async () => {
    const fields = page([customField({ field_type: 'palette' }), customField({ id: 12, field_type: 'text' })])
    expect(await wrong({ custom_fields: fields })).toContain(
      'Fields of tickets: Required fields are of a type that we cannot fill: 30 (palette). Make them optional in the host.',
    )
  })
  test('names a missing status, and a missing right', async () => {
    expect(await wrong({ statuses: { data: [{ id: '25' }] } })).toContain(
      'Statuses: The host has no status “open”, “closed”. Correct the settings.',
    )
    expect(await wrong({ tickets: new Response('{}', { status: 403 }) })).toContain(
      'Tickets: The host does not allow us this: a right is missing. Check the rights of the key’s owner.',
    )
    expect(await wrong({ comments: new Response('{}', { status: 403 }) })).toContain(
      'Internal comments: The host does not allow us this: a right is missing. Check the rights of the key’s owner.',
    )
  })
})

test('tags are those of the settings', async () => {
  const { host } = adapterOver(() => ({}), { tags: { required: true, list: ['outbound'] } })
  expect(host.tags!.requires({ id: 'any' })).toBe(true)
  expect(await host.tags!.list()).toEqual(['outbound'])
})

describe('a push', () => {
  const { host } = adapterOver(() => ({}))
  const read = (body: object) =>
    host.hooks!.read(new Headers({ 'x-firstline-hook': 'hook-secret-of-the-test' }), JSON.stringify(body))
  // The body of the README with its tags filled: everything is a string.
  const told = {
    event: 'message',
    ticketId: '501',
    number: 'KTR-20518',
    postId: '9021',
    updatedAt: '2026-11-18 10:05:40',
  }
  test('of a post is the same event however often it comes', () => {
    expect(read(told)).toEqual([{ eventId: 'message.501.9021', kind: 'message', sessionId: '501' }])
    expect(read({ ...told, updatedAt: '2026-11-18 10:35:40' })).toEqual(read(told))
  })
  test('of a change is told once for each time', () => {
    const closed = { ...told, event: 'session-closed' }
    expect(read(closed)).not.toEqual(read({ ...closed, updatedAt: '2026-11-19 10:05:40' }))
  })
  test('whose tags were not filled is refused', () => {
    expect(() => read({ ...told, ticketId: '{ticket_id}' })).toThrowError(
      expect.objectContaining({ code: 'bad-request' }),
    )
  })
})
