import { describe, expect, test } from 'vitest'
import { idsOf } from '../../src/hosts/chatwoot/ids.ts'
import * as chatwoot from '../../src/hosts/chatwoot/map.ts'
import { WireConversation, WireMessage as ChatwootMessage } from '../../src/hosts/chatwoot/wire.ts'
import { WireMessage as EdnaMessage } from '../../src/hosts/edna/wire.ts'
import * as edna from '../../src/hosts/edna/map.ts'
import * as elma365 from '../../src/hosts/elma365/map.ts'
import { Elma365SettingsSchema } from '../../src/hosts/elma365/settings.ts'
import { WireMessage as Elma365Message } from '../../src/hosts/elma365/wire.ts'
import { toHtml, toText } from '../../src/hosts/helpdeskeddy/html.ts'
import { hostileCorpus } from '../widget/hostile-corpus.ts'
import * as inChatwoot from './chatwoot/samples.ts'
import * as inElma365 from './elma365/adapter.ts'

/** What a customer's words become on their way through an adapter: the same words, never the host's markup. */
const CORPUS = hostileCorpus()
const IDS = idsOf({ contact: '', inbox: '', conversation: '', message: '', agent: '', team: '' })
const AT = '2026-11-20T12:00:00Z'

type Way = (words: string) => unknown

const chatwootMessage = (patch: object) =>
  chatwoot.messageOf(
    ChatwootMessage.parse({ ...inChatwoot.MESSAGE, message_type: 0, ...patch }),
    '41',
    IDS,
    null,
    null,
  )
const chatwootFile = (file: object) => chatwootMessage({ content: null, attachments: [{ id: 1, ...file }] })
const elmaSettings = Elma365SettingsSchema.parse(inElma365.SETTINGS)
const elmaSession = (patch: object) =>
  elma365.sessionOf(inElma365.wireSession(patch), elma365.channelTable(elmaSettings), elmaSettings.contacts)
const elmaMessage = (patch: object) =>
  elma365.messageOf(
    Elma365Message.parse({ ...inElma365.wireMessage('m-1', AT), fromClient: true, ...patch }),
    's-1',
    null,
  )

const WAYS: Readonly<Record<string, Way>> = {
  'words in Chatwoot': (words) => chatwootMessage({ content: words }).text,
  'a name in Chatwoot': (words) =>
    chatwootMessage({ sender: { id: 1, name: words, type: 'contact' } }).author.name,
  'a place in Chatwoot': (words) =>
    chatwootFile({ file_type: 'location', coordinates_lat: 1, coordinates_long: 1, fallback_title: words })
      .place?.title,
  'a phone of a card in Chatwoot': (words) =>
    chatwootFile({ file_type: 'contact', fallback_title: words }).card?.phones[0],
  'a name of a card in Chatwoot': (words) =>
    chatwootFile({ file_type: 'contact', fallback_title: '1', meta: { firstName: words } }).card?.name,
  'a subject in Chatwoot': (words) =>
    chatwoot.sessionOf(
      WireConversation.parse({ ...inChatwoot.CONVERSATION, additional_attributes: { mail_subject: words } }),
      IDS,
      { channel: 'email', address: '' },
    ).subject,
  'words in edna': (words) =>
    edna.messageOf(EdnaMessage.parse({ text: words, sender: 'CLIENT', receivedDate: AT }), '1', 1).text,
  'words in ELMA365': (words) => elmaMessage({ body: words }).text,
  'a file’s name in ELMA365': (words) =>
    elmaMessage({ files: [{ name: words, url: null }] }).attachments?.[0]?.name,
  'a subject in ELMA365': (words) => elmaSession({ name: words }).subject,
  'a user name in ELMA365': (words) => elmaSession({ chatId: words }).address,
  // Its posts are HTML, in which the host has escaped what a messenger brought.
  'words in HelpDeskEddy': (words) => toText(toHtml(words)),
}

describe.each(Object.entries(WAYS))('%s', (_name, through) => {
  test('are what the customer wrote, whatever it looks like', () => {
    const changed = CORPUS.filter((words) => through(words) !== words)
    expect(changed.map((words) => [words.slice(0, 80), String(through(words)).slice(0, 80)])).toEqual([])
  })
})
