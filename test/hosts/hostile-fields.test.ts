import { describe, expect, test } from 'vitest'
import type { Host } from '../../src/hosts/port.ts'
import { hostileCorpus } from '../widget/hostile-corpus.ts'
import * as inChatwoot from './chatwoot/adapter.ts'
import { CONTACT, CONVERSATION, MESSAGE } from './chatwoot/samples.ts'
import * as inEdna from './edna/adapter.ts'
import { CHANNEL, PROFILE, THREAD } from './edna/samples.ts'
import * as inElma365 from './elma365/adapter.ts'
import * as inHelpdeskeddy from './helpdeskeddy/adapter.ts'

/** What else than words a customer can fill, read through a whole adapter: names, addresses, files, letters and places come out as they are. */
const ALL = hostileCorpus()
/** So many attempts stand in one text: each is a call of an adapter. */
const IN_ONE = 24
const CORPUS = Array.from({ length: Math.ceil(ALL.length / IN_ONE) }, (_, n) =>
  ALL.slice(n * IN_ONE, (n + 1) * IN_ONE)
    .join('\n')
    .trim()
    .toWellFormed(),
)
const AT = '2026-11-20T09:00:00.000Z'

type Way = (words: string) => Promise<unknown>

/** The newest message that the adapter shows. */
const newest = async (host: Host, sessionId: string) => {
  const session = await host.sessions.get(sessionId)
  const { items } = await host.sessions.messages(sessionId, null)
  return { session, message: items.at(-1) }
}
const named = async (host: Host, id: string) => (await host.contacts.get(id))?.name
const addresses = async (host: Host, id: string) =>
  (await host.contacts.accounts(id)).map(({ address }) => address)
const addressed =
  (host: (words: string) => Host, id: string): Way =>
  async (words) =>
    (await addresses(host(words), id)).find((address) => address === words)

const chatwootContact = (patch: object) =>
  inChatwoot.adapterOver((asked) =>
    asked.path.includes('/contacts/512') && !asked.path.includes('contactable')
      ? { payload: { ...CONTACT, ...patch } }
      : inChatwoot.answer(asked),
  ).host
const chatwootMessage = (patch: object) =>
  newest(
    inChatwoot.adapterOver((asked) =>
      asked.path.includes('/messages')
        ? { meta: {}, payload: [{ ...MESSAGE, message_type: 0, ...patch }] }
        : inChatwoot.answer(asked),
    ).host,
    String(CONVERSATION.id),
  )
const chatwootLetter = (email: object) =>
  chatwootMessage({ content_type: 'incoming_email', content_attributes: { email } })

const elmaItem = (patch: object) =>
  inElma365.adapterOver(() => ({
    success: true,
    error: '',
    item: { __id: 'c-1', __name: 'Pavel', ...patch },
  })).host

const ednaProfile = (patch: object) =>
  inEdna.adapterOver(({ path }) => (path.endsWith('/profile') ? { ...PROFILE, ...patch } : [])).host
const ednaIncoming = (content: object) =>
  newest(
    inEdna.adapterOver(({ path }) => {
      if (path.endsWith('/chatbot/messages')) return [{ text: '', sender: 'CLIENT', receivedDate: AT }]
      if (path.endsWith('/messages/history')) return { content: [{ messageId: 1, content }], hasNext: false }
      if (path.endsWith('/profile')) return PROFILE
      return path.includes('/threads') ? THREAD : [CHANNEL]
    }).host,
    '4410',
  )

const eddyUser = (patch: object) =>
  inHelpdeskeddy.adapterOver(() => ({ data: inHelpdeskeddy.wireUser(patch) })).host
const eddyPost = (patch: object, ticket: object = {}) =>
  newest(
    inHelpdeskeddy.adapterOver(({ path }) => {
      if (path.startsWith('users/')) return { data: inHelpdeskeddy.wireUser() }
      if (path.includes('/comments/')) return inHelpdeskeddy.page([])
      if (!path.includes('/posts/')) return { data: inHelpdeskeddy.wireTicket(ticket) }
      return inHelpdeskeddy.page([inHelpdeskeddy.wirePost({ user_id: 312, ...patch })])
    }).host,
    '501',
  )

const WAYS: Readonly<Record<string, Way>> = {
  'a contact’s name in Chatwoot': (words) => named(chatwootContact({ name: words }), '512'),
  'an email in Chatwoot': addressed((words) => chatwootContact({ email: words }), '512'),
  'a file’s name in Chatwoot': async (words) => {
    const url = `https://chat.example/files/${encodeURIComponent(words)}`
    const { message } = await chatwootMessage({ attachments: [{ id: 1, file_type: 'file', data_url: url }] })
    return message?.attachments?.[0]?.name
  },
  'the HTML of a letter in Chatwoot': async (words) =>
    (await chatwootLetter({ html_content: { full: words } })).message?.letter?.html,
  'the subject of a letter in Chatwoot': async (words) =>
    (await chatwootLetter({ subject: words })).message?.letter?.subject,
  'the sender of a letter in Chatwoot': async (words) =>
    (await chatwootLetter({ from: [words] })).message?.letter?.from,
  'the copies of a letter in Chatwoot': async (words) =>
    (await chatwootLetter({ cc: ['first@mail.example', words] })).message?.letter?.cc[1],

  'a contact’s name in ELMA365': (words) => named(elmaItem({ __name: words }), 'c-1'),
  'an email in ELMA365': addressed((words) => elmaItem({ _email: [{ type: 'work', email: words }] }), 'c-1'),
  'a phone in ELMA365': addressed((words) => elmaItem({ _phone: [{ type: 'mobile', tel: words }] }), 'c-1'),

  'a client’s name in edna': (words) => named(ednaProfile({ fullName: words }), 'CRM-77'),
  'a messenger’s user name in edna': addressed(
    (words) =>
      inEdna.adapterOver(
        ({ path }) =>
          path.endsWith('/profile') ? { ...PROFILE, additional: [{ key: 'tg', value: words }] } : [],
        { addressKeys: { 'telegram-bot': 'tg' } },
      ).host,
    'CRM-77',
  ),
  'a file’s name in edna': async (words) =>
    (await ednaIncoming({ attachment: { url: 'https://files.example/1', name: words } })).message
      ?.attachments?.[0]?.name,
  'a file’s caption in edna': async (words) =>
    (await ednaIncoming({ caption: words, attachment: { url: 'https://files.example/1', name: 'a' } }))
      .message?.text,
  'a place in edna': async (words) =>
    (await ednaIncoming({ location: { latitude: 1, longitude: 1, address: words } })).message?.place?.title,

  'a user’s name in HelpDeskEddy': (words) => named(eddyUser({ name: words, lastname: '' }), '312'),
  'an email in HelpDeskEddy': addressed((words) => eddyUser({ email: words }), '312'),
  'a ticket’s title in HelpDeskEddy': async (words) =>
    (await eddyPost({}, { title: words })).session?.subject,
  'a file’s name in HelpDeskEddy': async (words) =>
    (await eddyPost({ files: [{ name: words, url: '', data_type: '' }] })).message?.attachments?.[0]?.name,
  'the subject of a letter in HelpDeskEddy': async (words) =>
    (await eddyPost({ text: '<table><tr><td>x</table>' }, { title: words })).message?.letter?.subject,
  'the sender of a letter in HelpDeskEddy': async (words) =>
    (await eddyPost({ text: '<table><tr><td>x</table>' }, { user_email: words })).message?.letter?.from,
  'the HTML of a letter in HelpDeskEddy': async (words) => {
    const html = `<i>${words}</i>`
    return (await eddyPost({ text: html })).message?.letter?.html === html ? words : null
  },
}

describe.each(Object.entries(WAYS))('%s', (_name, through) => {
  test('is what the customer wrote, whatever it looks like', async () => {
    const came = await Promise.all(CORPUS.map(async (words) => [words, await through(words)] as const))
    const changed = came.filter(([words, shown]) => shown !== words)
    expect(changed.map((both) => both.map((one) => String(one).slice(0, 80)))).toEqual([])
  })
})
