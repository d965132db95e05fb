import { describe, expect, test } from 'vitest'
import type { FieldValues } from '../../../src/domain/start-fields.ts'
import { failureOf } from '../../contract/steps.ts'
import { adapterOver, customField, LETTER, page, wireTicket, wireUser, type Asked } from './adapter.ts'

const OPTIONS: Readonly<Record<string, readonly object[]>> = {
  30: [{ id: 5, name: { ru: 'Курьер', en: 'Courier' } }],
  44: [
    { id: 9, name: 'Lamps', pid: 0 },
    { id: 21, name: 'Floor lamps', pid: 9 },
    { id: 10, name: 'Gift cards', pid: 0 },
  ],
}
const FIELDS = [
  customField(),
  customField({ id: 31, field_type: 'checkbox', name: 'Fragile' }),
  customField({ id: 32, field_type: 'date', name: '' }),
  customField({ id: 33, field_type: 'textarea', name: {}, permissions: null }),
  customField({
    id: 44,
    field_type: 'hierarchy',
    name: { 1: { en: 'Goods', ru: 'Товары' }, 2: { en: 'Kind', ru: '' } },
  }),
  customField({ id: 60, field_type: 'palette' }),
  customField({
    id: 61,
    field_type: 'text',
    permissions: { staff: { edit: 0, required_to_create_ticket: 1 } },
  }),
  customField({ id: 90, field_type: 'text' }),
]
const STAFF = [
  wireUser({ id: 17, name: 'Olga', lastname: 'Belova', group: { type: 'staff' }, department: [4] }),
  wireUser({ id: 18, name: 'Denis', lastname: '', group: { type: 'staff' }, department: [6] }),
]

const desk = (patch: object = {}) =>
  adapterOver(
    ({ method, path }: Asked) => {
      const [, options] = /^custom_fields\/(\d+)\/options/.exec(path) ?? []
      if (method === 'POST') return { data: wireTicket() }
      if (options !== undefined) return page(OPTIONS[options])
      if (path.startsWith('custom_fields/'))
        return page(Object.fromEntries(FIELDS.map((one) => [one.id, one])))
      if (path.startsWith('priorities/')) return { data: [{ id: 2, name: { ru: 'Обычный', en: 'Usual' } }] }
      if (path.startsWith('departments/')) return { data: [{ id: 4, name: 'Sales' }] }
      const [, user] = /^users\/(\d+)\//.exec(path) ?? []
      return user === undefined ? page(STAFF) : { data: STAFF.find(({ id }) => String(id) === user) }
    },
    { markFieldId: 90, operatorGroups: [1], ...patch },
  )
const fieldsOf = async (patch: object = {}, channel: 'email' | 'whatsapp' = 'email', asks = '17') =>
  desk(patch).host.startFields!(LETTER.line, channel, asks)

describe('the fields of a letter (R-MAIL-2, R-MAIL-3, R-AFTER-4)', () => {
  test('are assignee, priority, those of the tenant that the staff may fill, and whose the first message is', async () => {
    const fields = await fieldsOf()
    expect(fields.map(({ id, kind, required, label }) => [id, kind, required, label])).toEqual([
      ['assignee', 'list', false, 'Assignee'],
      ['priority', 'list', false, 'Priority'],
      ['custom-30', 'list', true, 'Способ доставки'],
      ['custom-31', 'yes-no', false, 'Fragile'],
      ['custom-32', 'date', true, '32'],
      ['custom-33', 'long-text', false, '33'],
      ['custom-44', 'list', true, 'Товары › Kind'],
      ['from-customer', 'yes-no', false, 'The first message is the client’s'],
    ])
  })
  test('a hierarchy is one list of its lowest options, each with its way from the root', async () => {
    const field = (await fieldsOf()).find(({ id }) => id === 'custom-44')
    expect(field?.choices).toEqual([
      { id: '21', name: 'Lamps › Floor lamps' },
      { id: '10', name: 'Gift cards' },
    ])
  })
  test('the assignee is of the department, and at first whoever asks', async () => {
    const [assignee] = await fieldsOf()
    expect(assignee).toMatchObject({ initial: '17', choices: [{ id: '17', name: 'Olga Belova' }] })
    const [none] = await fieldsOf({}, 'email', '18')
    expect(none).toMatchObject({ initial: null, choices: [{ id: '17' }] })
  })
  test('where the groups of the staff are not known, whoever asks can at least take it', async () => {
    const [assignee] = await fieldsOf({ operatorGroups: [] })
    expect(assignee).toMatchObject({ initial: '17', choices: [{ id: '17', name: 'Olga Belova' }] })
  })
  test('the letter is asked about only where a rule of the dispatcher mails it', async () => {
    const field = (await fieldsOf({ sendLetterTag: 'letter' })).find(({ known }) => known === 'send-letter')
    expect(field).toMatchObject({ kind: 'yes-no', initial: true })
  })
  test('in a messenger no ticket is made, so there are only assignee and priority', async () => {
    expect((await fieldsOf({}, 'whatsapp')).map(({ id }) => id)).toEqual(['assignee', 'priority'])
  })
})

const body = async (fields: FieldValues, patch: object = {}, request: object = {}) => {
  const { host, asked } = desk(patch)
  await host.sender.send({ ...LETTER, fields, ...request })
  return asked.at(-1)!.body
}

describe('chosen fields', () => {
  test('go out as the host writes them', async () => {
    const fields = {
      assignee: '17',
      priority: '2',
      'custom-30': '5',
      'custom-31': true,
      'custom-32': '2026-11-21',
      'custom-33': '',
      'custom-44': '21',
      'from-customer': true,
    }
    expect(await body(fields)).toMatchObject({
      owner_id: 17,
      priority_id: 2,
      create_from_user: 1,
      custom_fields: { 30: 5, 31: 1, 32: '2026-11-21', 44: { 1: 9, 2: 21 }, 90: 'mark-1' },
    })
    expect(await body({ 'custom-32': '2026-11-21' }, { customDates: 'DD.MM.YYYY' })).toMatchObject({
      custom_fields: { 32: '21.11.2026' },
    })
  })
  test('that are left out leave the ticket to the host, from the staff', async () => {
    const sent = await body({})
    expect(sent).toMatchObject({ create_from_user: 0, custom_fields: { 90: 'mark-1' } })
    expect(Object.keys(sent)).not.toContain('owner_id')
  })
  test('the letter is mailed by its tag, unless it is declined (R-MAIL-3)', async () => {
    const rule = { sendLetterTag: 'letter' }
    expect(await body({}, rule, { tags: ['outbound'] })).toMatchObject({ tags: ['outbound', 'letter'] })
    expect((await body({ 'send-letter': false }, rule))['tags']).toBeUndefined()
  })
  test('with files go as a form, the files under the names that the vendor documents (R-FILE-1)', async () => {
    const attachments = [
      { id: 'f-1', name: 'счёт.pdf', type: 'application/pdf', size: 12 },
      { id: 'f-2', name: 'a.png', type: 'image/png', size: 12 },
    ]
    const { form } = await body({ 'custom-44': '21' }, {}, { attachments, tags: ['outbound'] })
    expect(form).toMatch(
      /name="files\[0\]"; filename="счёт.pdf"\r\nContent-Type: application\/pdf\r\n\r\nbytes of f-1/,
    )
    expect(form).toMatch(/name="files\[1\]"; filename="a.png"/)
    expect(form).toMatch(/name="custom_fields\[44\]\[2\]"\r\n\r\n21\r\n/)
    expect(form).toMatch(/name="tags\[0\]"\r\n\r\noutbound\r\n/)
  })
  test('blind copies go with the letter (R-MAIL-1)', async () => {
    expect(await body({}, {}, { blindCopy: ['boss@example.org'] })).toMatchObject({
      bcc: ['boss@example.org'],
    })
  })
  test.each<FieldValues>([
    { 'custom-99': 'x' },
    { 'custom-60': 'x' },
    { 'custom-30': '6' },
    { 'custom-31': 'yes' },
    { 'custom-32': '21.11.2026' },
    { 'custom-44': '9' },
    { priority: 'high' },
    { assignee: 'nobody' },
  ])('that the host does not have are refused before anything is sent: %j', async (fields) => {
    const { host, asked } = desk()
    expect(await failureOf(host.sender.send({ ...LETTER, fields }))).toMatchObject({
      kind: 'fix-data',
      happened: 'no',
    })
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})
