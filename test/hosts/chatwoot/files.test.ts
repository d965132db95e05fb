import { expect, test } from 'vitest'
import { attachmentsOf } from '../../../src/hosts/chatwoot/attachments.ts'
import { formOf } from '../../../src/hosts/chatwoot/form.ts'
import { buttonExample, exampleOf } from '../../../src/hosts/chatwoot/template-examples.ts'
import { WireMessage } from '../../../src/hosts/chatwoot/wire.ts'
import { adapterOver } from './adapter.ts'
import { MESSAGE } from './samples.ts'

const odd = (patch: object) =>
  attachmentsOf(WireMessage.parse({ ...MESSAGE, attachments: [{ file_type: 'image', ...patch }] }))[0]

test('a form names things as the server reads them, and leaves out what is not there', () => {
  const body = {
    inbox_id: 8,
    status: null,
    message: { content: '', private: false, list: ['a', 'b'], content_attributes: { firstline: 'mark' } },
  }
  const form = formOf(body, [new File(['x'], 'a.txt')], 'message[attachments]')
  expect([...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name])).toEqual([
    ['inbox_id', '8'],
    ['message[list][]', 'a'],
    ['message[list][]', 'b'],
    ['message[content_attributes][firstline]', 'mark'],
    ['message[attachments][]', 'a.txt'],
  ])
})

test('a file’s name is the end of its address, and only web addresses are links', () => {
  const [file] = attachmentsOf(WireMessage.parse(MESSAGE))
  expect(file).toMatchObject({ name: 'счёт.pdf', type: 'application/pdf', size: 1200 })
  expect(file?.url).toMatch(/^https:\/\/chat\.example\//)
  expect(odd({ data_url: 'javascript:alert(1)', extension: 'png' })).toMatchObject({
    name: 'image.png',
    url: null,
  })
  expect(odd({ data_url: 'https://chat.example/a%ZZ.png' })).toMatchObject({ name: 'a%ZZ.png' })
  expect(odd({ file_type: 'location' }), 'a place is no file').toBeUndefined()
  expect(
    odd({ data_url: 'https://chat.example/a.png', thumb_url: 'javascript:1', width: 640, height: 480 }),
  ).toMatchObject({ kind: 'image', width: 640, height: 480, previewUrl: null })
  expect(attachmentsOf(WireMessage.parse({ ...MESSAGE, attachments: ['?', null] }))).toEqual([])
})

test('examples of variables are read by name and by place', () => {
  const named = { body_text_named_params: [{ param_name: 'first_name', example: 'Marta' }] }
  expect(exampleOf({ type: 'BODY', example: named }, 'first_name')).toBe('Marta')
  expect(exampleOf({ type: 'BODY', example: named }, 'other')).toBeNull()
  expect(exampleOf({ type: 'BODY', example: { body_text: [['a', 'b']] } }, '2')).toBe('b')
  expect(exampleOf({ type: 'BODY', example: { body_text: 'a' } }, '1')).toBeNull()
  expect(exampleOf({ type: 'HEADER', example: { header_text: ['15'] } }, '1')).toBe('15')
  expect(exampleOf(undefined, '1')).toBeNull()
  expect(buttonExample('https://a.example/{{1}}', ['https://a.example/k3'])).toBe('k3')
  expect(buttonExample('https://a.example/{{1}}', ['k3'])).toBe('k3')
  expect(buttonExample('https://a.example/{{1}}', undefined)).toBeNull()
})

test('a contact’s own fields have the administrator’s names; what is no text or number is empty (R-TPL-6)', async () => {
  const { host } = adapterOver()
  expect(await host.records!.fields!({ type: 'contact', id: '512' })).toEqual([
    { id: 'contact.identifier', label: 'Identifier', value: null },
    { id: 'contact.company_name', label: 'Company', value: 'Kafe Lipa' },
    { id: 'contact.city', label: 'City', value: null },
    { id: 'contact.country', label: 'Country', value: null },
    { id: 'contact.last_order', label: 'Last order', value: '15' },
    { id: 'contact.vip', label: 'VIP', value: null },
    { id: 'contact.points', label: 'points', value: null },
  ])
  expect(await host.records!.fields!({ type: 'deal', id: '1' })).toEqual([])
})

test('a repeated hand-over leaves one note, and says in it who handed over (R-AFTER-5)', async () => {
  const note = {
    ...MESSAGE,
    private: true,
    // The note is our own user's, since we have no token of hers.
    content: 'Olga: Please go on',
    content_attributes: { firstline_handed_to: 'operator/21' },
  }
  const notes = { known: [] as object[] }
  const { host, asked } = adapterOver(({ method, path }) => {
    if (path.endsWith('/agents')) return [{ id: 21, name: 'Olga' }]
    if (path.endsWith('/assignments')) return { id: 21 }
    if (method === 'GET') return { payload: notes.known }
    notes.known = [note]
    return MESSAGE
  })
  const target = { kind: 'operator', id: '21', name: 'Olga' } as const
  await host.routing!.handOver!('41', target, 'Please go on', '21')
  await host.routing!.handOver!('41', target, 'Please go on', '21')
  const left = asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  expect(left.map(({ body }) => body['content'])).toEqual(['Olga: Please go on'])
})
