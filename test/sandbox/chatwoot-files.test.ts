import { expect, test } from 'vitest'
import { stand } from './stand.ts'

const ACCOUNT = '/api/v1/accounts/3'
const pdf = (name: string) => new File(['%PDF'], name, { type: 'application/pdf' })

async function account() {
  const sandbox = await stand({ dialect: 'chatwoot', seed: 'empty' })
  const send = async (path: string, fields: readonly (readonly [string, string | File])[]) => {
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    const headers = { api_access_token: 'sandbox-token' }
    const response = await fetch(`${sandbox.url}${ACCOUNT}${path}`, { method: 'POST', headers, body })
    return { status: response.status, json: await response.json() }
  }
  return { ...sandbox, send }
}
const files = (count: number) =>
  Array.from({ length: count }, (_, nth) => ['attachments[]', pdf(`${nth}.pdf`)] as const)
const BY_MAIL = [
  ['source_id', 'p.serov@severny-veter.example'],
  ['inbox_id', '2'],
  ['contact_id', '1'],
] as const

test('a conversation starts with files in its first message, which lead on to their bytes (scenario 18)', async () => {
  const { send, engine } = await account()
  const { status, json } = await send('/conversations', [
    ...BY_MAIL,
    ['additional_attributes[mail_subject]', 'Invoice'],
    ['custom_attributes[crm_request_id]', 'mark-1'],
    ['message[content]', 'It is enclosed'],
    ['message[content_attributes][firstline]', 'mark-1'],
    ['message[bcc_emails]', 'boss@northwind.example, book@northwind.example'],
    ['message[attachments][]', pdf('счёт 15.pdf')],
    ['message[attachments][]', pdf('offer.pdf')],
  ])
  expect(status).toBe(200)
  expect(json.custom_attributes).toEqual({ crm_request_id: 'mark-1' })
  const [message] = json.messages
  expect(message.content_attributes).toMatchObject({ firstline: 'mark-1' })
  expect(message.attachments).toMatchObject([
    { file_type: 'file', extension: 'pdf', content_type: 'application/pdf', file_size: 4 },
    { file_type: 'file', extension: 'pdf' },
  ])
  const redirect = await fetch(message.attachments[0].data_url, { redirect: 'manual' })
  expect(redirect.status).toBe(302)
  expect(await (await fetch(message.attachments[0].data_url)).text()).toBe('%PDF')
  expect(engine.store.deliveries).toMatchObject([
    {
      subject: 'Invoice',
      attachments: [{ name: 'счёт 15.pdf', size: 4 }, { name: 'offer.pdf' }],
      blindCopy: ['boss@northwind.example', 'book@northwind.example'],
    },
  ])
})

test('fifteen files are taken, sixteen are not (scenario 18)', async () => {
  const { send, engine } = await account()
  const first = await send('/conversations', [...BY_MAIL, ['message[content]', 'Hello']])
  const path = `/conversations/${first.json.id}/messages`
  expect((await send(path, files(16))).status).toBe(422)
  const { json } = await send(path, files(15))
  expect(json).toMatchObject({ content: null, private: false })
  expect(json.attachments).toHaveLength(15)
  expect(engine.store.deliveries.at(-1)?.attachments).toHaveLength(15)
})

test('WhatsApp is given the first file only', async () => {
  const { send, engine } = await account()
  engine.customer({ channel: 'whatsapp', address: '+79123456789', action: 'write', text: 'Hello' })
  const { id } = engine.store.sessions[0]!
  const path = `/conversations/${id.slice(2)}/messages`
  await send(path, [
    ['attachments[]', pdf('1.pdf')],
    ['attachments[]', pdf('2.pdf')],
  ])
  expect(engine.store.messages.at(-1)?.attachments).toHaveLength(2)
  expect(engine.store.deliveries.at(-1)?.attachments).toMatchObject([{ name: '1.pdf' }])
})

test.each(['cc_emails', 'bcc_emails'])(
  'wrong addresses in %s are 500 on create, and 422 on a message (scenario 11)',
  async (copies) => {
    const { send, engine } = await account()
    const wrong = [`message[${copies}]`, 'boss'] as const
    const refused = await send('/conversations', [...BY_MAIL, ['message[content]', 'Hello'], wrong])
    expect(refused.status).toBe(500)
    expect(engine.store.sessions).toEqual([])
    const first = await send('/conversations', [...BY_MAIL, ['message[content]', 'Hello']])
    const path = `/conversations/${first.json.id}/messages`
    const fields = [
      ['content', 'Hello'],
      [copies, 'boss'],
    ] as const
    expect((await send(path, fields)).status).toBe(422)
  },
)
