import { channelName } from '../../words/index.ts'
import type { Engine, StoreView } from '../engine/index.ts'
import { when, type Reader } from './format.ts'
import type { Phone, PhoneAccount } from './phone-wire.ts'

type Account = StoreView['accounts'][number]
type Shown = StoreView['messages'][number]

/** As many of the newest as anybody scrolls through on a phone. */
const MOST_SHOWN = 100

/**
 * The contact's phone: one screen for each address, with what the customer wrote and what truly arrived. The same address in two
 * channels is two apps; the same channel and address twice on a record is one.
 */
export function phoneOf(
  engine: Pick<Engine, 'store' | 'now' | 'messagesOf'>,
  contactId: string,
  reader: Reader,
): Phone {
  const theirs = engine.store.accounts.filter((account) => account.contactId === contactId)
  const seen = new Set<string>()
  const accounts = theirs.filter(({ channel, address }) => {
    const key = `${channel} ${address.toLowerCase()}`
    return !seen.has(key) && seen.add(key)
  })
  return { accounts: accounts.map((account) => screen(engine, account, reader)) }
}

function screen(
  engine: Pick<Engine, 'store' | 'now' | 'messagesOf'>,
  account: Account,
  reader: Reader,
): PhoneAccount {
  const { sessions, deliveries } = engine.store
  const { channel, address, blocked, left } = account
  const subjects = new Map(
    sessions
      .filter((s) => s.channel === channel && s.address.toLowerCase() === address.toLowerCase())
      .map(({ id, subject }) => [id, subject] as const),
  )
  const shown = [...subjects.keys()]
    .flatMap((sessionId) => engine.messagesOf(sessionId))
    .filter(({ direction, status }) => direction === 'inbound' || status === 'delivered' || status === 'read')
  // What truly arrived: a provider may have passed on fewer files than were sent.
  const arrived = (message: Shown): Shown['attachments'] =>
    message.direction === 'inbound' || message.attachments.length === 0
      ? message.attachments
      : (deliveries.findLast(({ messageId }) => messageId === message.id)?.attachments ?? [])
  return {
    channel,
    channelName: channelName(channel, reader.locale),
    address,
    kind: channel === 'email' ? 'email' : 'messenger',
    blocked,
    left,
    unread: shown.filter(({ status }) => status === 'delivered').length,
    messages: shown
      .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
      .slice(-MOST_SHOWN)
      .map((message) => ({
        id: message.id,
        from: message.direction === 'inbound' ? 'customer' : 'company',
        subject: channel === 'email' ? (message.subject ?? subjects.get(message.sessionId) ?? null) : null,
        text: message.text,
        template: templateShown(message),
        files: arrived(message).map(fileShown),
        time: when(message.at, reader, engine.now()),
        at: message.at,
        read: message.status === 'read',
      })),
  }
}

function templateShown({ template }: Shown) {
  if (!template) return null
  const { header, body, footer, buttons } = template
  return { header, body, footer, buttons: buttons.map(({ text }) => text) }
}

/** Only what the sandbox keeps itself is shown as a picture or a link. */
function fileShown({ name, url, type }: Shown['attachments'][number]) {
  const isOwn = url.startsWith('/_sandbox/files/')
  return { name, url: isOwn ? url : '', isPicture: isOwn && /^image\/(png|jpeg|gif|webp)$/.test(type ?? '') }
}
