import { expect, test } from 'vitest'
import { idsOf } from '../../../src/hosts/chatwoot/ids.ts'
import { messageOf } from '../../../src/hosts/chatwoot/map.ts'
import { WireMessage } from '../../../src/hosts/chatwoot/wire.ts'
import { MESSAGE } from './samples.ts'

const PAGE = 'https://chat.example/41'
const IDS = idsOf({ contact: '', inbox: '', conversation: '', message: '', agent: '', team: '' })
const told = (patch: object) =>
  messageOf(WireMessage.parse({ ...MESSAGE, attachments: [], ...patch }), '41', IDS, null, PAGE)
const attached = (file: object) => told({ content: null, message_type: 0, attachments: [file] })

/** A letter as `app/presenters/mail_presenter.rb` serialises it. */
const LETTER = {
  subject: 'Re: offer',
  from: ['oleg@example.org'],
  to: ['shop@example.org'],
  cc: ['boss@example.org'],
  bcc: null,
  multipart: true,
  html_content: { full: '<p>Yes, <b>please</b></p>', reply: 'Yes, please', quoted: '' },
  text_content: { full: 'Yes, please', reply: 'Yes, please', quoted: '' },
}

test('plain words have no part besides', () => {
  for (const part of ['kind', 'letter', 'place', 'card', 'replyTo', 'deletedAt', 'event'])
    expect(told({})).not.toHaveProperty(part)
})

test('an answer names the message that it answers, and a deleted one says so', () => {
  const answer = told({ content_attributes: { in_reply_to: 900 } })
  expect(answer.replyTo).toEqual({ messageId: '900', text: null, author: null })
  const deleted = { content_attributes: { deleted: true }, content: 'This message was deleted' }
  expect(told({ ...deleted, updated_at: 1_795_000_060 })).toMatchObject({
    deletedAt: new Date(1_795_000_060_000).toISOString(),
    text: '',
  })
  expect(told({ content_attributes: { deleted: 'yes', in_reply_to: null } })).not.toHaveProperty('deletedAt')
})

test('places and contacts are no files', () => {
  const place = { file_type: 'location', coordinates_lat: 59.93, coordinates_long: 30.31, data_url: null }
  expect(attached({ ...place, fallback_title: 'Nevsky 28' })).toMatchObject({
    attachments: [],
    place: { latitude: 59.93, longitude: 30.31, title: 'Nevsky 28' },
  })
  const card = { file_type: 'contact', fallback_title: '+79001112233' }
  expect(attached({ ...card, meta: { firstName: 'Anna', lastName: 'Orlova' } }).card).toEqual({
    name: 'Anna Orlova',
    phones: ['+79001112233'],
    emails: [],
  })
  expect(attached({ ...card, meta: {} }).card?.name).toBe('+79001112233')
})

test('a letter has its head and its body as it came; one that went out has its copies', () => {
  expect(told({ message_type: 0, content_attributes: { email: LETTER } }).letter).toEqual({
    subject: 'Re: offer',
    from: 'oleg@example.org',
    to: ['shop@example.org'],
    cc: ['boss@example.org'],
    html: '<p>Yes, <b>please</b></p>',
  })
  const out = told({ content_attributes: { cc_emails: 'a@b.ru, c@d.ru', to_emails: [] } })
  expect(out.letter).toEqual({ subject: null, from: null, to: [], cc: ['a@b.ru', 'c@d.ru'], html: null })
  expect(told({ content_attributes: { email: 'odd' } })).not.toHaveProperty('letter')
})

test.each([
  { content_type: 'cards', content: 'Choose' },
  { content_type: 'something-new', content: null },
  { content: null, message_type: 0, attachments: [{ file_type: 'fallback', data_url: 'https://x.example' }] },
])('what only the host can draw leads there: %j', (patch) => {
  expect(told(patch)).toMatchObject({ kind: 'unknown', link: PAGE })
})
