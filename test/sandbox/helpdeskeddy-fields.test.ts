import { describe, expect, test } from 'vitest'
import { authorization, desk } from './helpdeskeddy-desk.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const LETTER = { title: 'Order 15', description: 'It is ready', user_id: 1, create_from_user: 0 }
const WHOLE = { ...LETTER, custom_fields: { 30: 5 }, tags: ['send-letter'] }

describe('fields of the tenant', () => {
  test('are described by type and levels, their options in pages of fifty', async () => {
    const { ask } = await desk()
    const { json } = await ask('GET', 'custom_fields/')
    expect(json.data[30]).toMatchObject({
      field_type: 'select',
      permissions: { staff: { edit: true, required_to_create_ticket: true } },
    })
    expect(json.data[44].name).toMatchObject({ 1: { en: 'Goods' }, 2: { ru: 'Вид' } })
    const options = await ask('GET', 'custom_fields/44/options/')
    expect(options.json.pagination.per_page).toBe(50)
    expect(options.json.data).toContainEqual({
      id: 21,
      name: { en: 'Floor lamps', ru: 'Торшеры' },
      pid: 9,
    })
    expect((await ask('GET', 'custom_fields/77/options/')).status).toBe(404)
  })

  test('are kept by type; a wrong value and a missing required field refuse the ticket', async () => {
    const { ask, engine, profile } = await desk()
    const fields = { 30: 5, 32: '2026-11-21', 34: 1, 44: { 1: 9, 2: 21 }, 999: 'nobody has it' }
    const { json } = await ask('POST', 'tickets/', { ...WHOLE, custom_fields: fields })
    expect(engine.store.sessions.at(-1)?.fields).toEqual({
      30: '5',
      32: '2026-11-21',
      34: 1,
      44: ['9', '21'],
    })
    expect(json.data.custom_fields).toContainEqual({
      id: 30,
      field_type: 'select',
      field_value: { id: 5, name: { en: 'Courier', ru: 'Курьер' } },
    })
    const before = engine.store.messages.length
    for (const wrong of [{ 30: 99 }, { 30: 5, 34: 'yes' }, { 30: 5, 32: '21.11.2026' }, {}])
      expect((await ask('POST', 'tickets/', { ...WHOLE, custom_fields: wrong })).status).toBe(400)
    expect((await ask('POST', 'tickets/', { ...WHOLE, priority_id: 9 })).status).toBe(400)
    expect(engine.store.messages).toHaveLength(before)
    await profile({ requiredFields: 'ignored', customDates: 'DD.MM.YYYY' })
    const again = await ask('POST', 'tickets/', { ...WHOLE, custom_fields: { 32: '21.11.2026' } })
    expect(again.status).toBe(200)
  })
})

test('a ticket by the API mails its client by the rule’s tag alone, or always, as the profile says', async () => {
  const { ask, engine, profile } = await desk()
  const mailed = async (tags: string[]) => {
    const before = engine.store.deliveries.length
    await ask('POST', 'tickets/', { ...WHOLE, tags })
    return engine.store.deliveries.length - before
  }
  expect([await mailed([]), await mailed(['send-letter'])]).toEqual([0, 1])
  await profile({ letters: 'always' })
  expect(await mailed([])).toBe(1)
})

test('files come with a ticket and with a post as files[0], files[1], and are read again by their address', async () => {
  const { url, engine } = await desk()
  const sent = async (path: string, fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('files[0]', new File(['%PDF'], 'счёт.pdf', { type: 'application/pdf' }))
    form.append('files[1]', new File(['png'], 'a.png', { type: 'image/png' }))
    const response = await fetch(`${url}/api/v2/${path}`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    })
    // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape, judged by the tests
    return (await response.json()) as any
  }
  const files = [
    { name: 'счёт.pdf', type: 'application/pdf', size: 4 },
    { name: 'a.png', type: 'image/png', size: 3 },
  ]
  const { data: ticket } = await sent('tickets/', {
    title: 'Order 15',
    description: 'It is ready',
    user_id: '1',
    create_from_user: '0',
    'custom_fields[30]': '5',
    'custom_fields[44][1]': '9',
    'custom_fields[44][2]': '21',
    'tags[0]': 'send-letter',
  })
  expect(engine.store.deliveries.at(-1)).toMatchObject({ text: 'It is ready', attachments: files })
  expect(engine.session(`s-${ticket.id}`)?.fields).toMatchObject({ 44: ['9', '21'] })
  const { data: post } = await sent(`tickets/${ticket.id}/posts/`, { text: 'And this' })
  expect(post.files).toMatchObject([{ name: 'счёт.pdf', data_type: 'pdf' }, { name: 'a.png' }])
  expect(await (await fetch(post.files[0].url)).text()).toBe('%PDF')
  expect((await fetch(`${url}/en/file/download/f-none`)).status).toBe(404)
})

test('after 24 hours WhatsApp Business has its default template first, or nothing, as the profile says', async () => {
  const { ask, engine, profile } = await desk()
  const pavel = { channel: 'whatsapp', address: '+79123456789' } as const
  const { session: ticket } = engine.customer({ ...pavel, action: 'write', text: 'Hello' })!
  const written = async () => {
    const before = engine.store.deliveries.length
    await ask('POST', `tickets/${Number(ticket.id.slice(2))}/posts/`, { text: 'News' })
    return engine.store.deliveries.slice(before).map(({ text }) => text.slice(0, 8))
  }
  engine.advanceClock(DAY_MS - 1000)
  expect(await written()).toEqual(['News'])
  engine.advanceClock(1000)
  await profile({ closedWindow: 'undelivered' })
  expect(await written()).toEqual([])
  await profile({ closedWindow: 'default-template-first' })
  expect(await written()).toEqual(['Good day', 'News'])
  await profile({ whatsapp: 'unofficial' })
  expect(await written()).toEqual(['News'])
})
