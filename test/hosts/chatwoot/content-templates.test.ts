import { expect, test } from 'vitest'
import { adapterOver, answer, REQUEST } from './adapter.ts'

const CONTENT = {
  friendly_name: 'order_ready',
  language: 'en',
  status: 'approved',
  template_type: 'text',
  category: 'utility',
  body: 'Hello {{1}}, your order {{2}} is ready',
  variables: { 1: 'Pavel', 2: '' },
}
const INBOX = {
  id: 8,
  name: 'Twilio',
  channel_type: 'Channel::TwilioSms',
  medium: 'whatsapp',
  content_templates: {
    templates: [
      CONTENT,
      { ...CONTENT, friendly_name: 'waiting', status: 'pending' },
      { ...CONTENT, friendly_name: 'picture', template_type: 'media', media_type: 'image' },
      { ...CONTENT, friendly_name: 'code', category: 'AUTHENTICATION' },
      { of: 'a form that we do not know' },
    ],
  },
}
const LINKS = [{ source_id: 'whatsapp:+79001112233', inbox: INBOX }]

const over = () =>
  adapterOver((asked) => {
    if (asked.path.endsWith('/inboxes')) return { payload: [INBOX] }
    if (asked.path.endsWith('/contactable_inboxes')) return { payload: LINKS }
    return answer(asked)
  })

test('of a Twilio inbox approved templates of text are offered, with their examples (R-TPL-4)', async () => {
  const templates = await over().host.templates!.list(REQUEST.line, 'whatsapp')
  expect(templates).toMatchObject([
    {
      id: 'order_ready/en',
      body: CONTENT.body,
      header: null,
      variables: [
        { name: '1', example: 'Pavel' },
        { name: '2', example: null },
      ],
    },
  ])
})

test('they are sent with a flat table of values, every one of them filled (R-TPL-5)', async () => {
  const { host, asked } = over()
  const template = { id: 'order_ready/en', variables: { 1: "O'Neil", 2: '15' } }
  await host.sender.send({ ...REQUEST, template })
  expect(asked.at(-1)?.body['message']).toMatchObject({
    template_params: {
      name: 'order_ready',
      language: 'en',
      processed_params: { 1: 'O’Neil', 2: '15' },
    },
  })
  const empty = { ...template, variables: { 1: 'Pavel' } }
  await expect(host.sender.send({ ...REQUEST, template: empty })).rejects.toMatchObject({
    code: 'bad-request',
    happened: 'no',
  })
})
