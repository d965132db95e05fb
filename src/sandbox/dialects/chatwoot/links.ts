import type { Account, StoreView } from '../../engine/index.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'
import { kindOf } from './values.ts'

export type Line = StoreView['lines'][number]
export type Person = StoreView['contacts'][number]

/** A contact's way into an inbox: the vendor's contact inbox. */
export interface Link {
  readonly line: Line
  readonly sourceId: string
  readonly account: Account
}

/** The contact's links that exist: each of its accounts in each inbox of that kind. */
export function linksOf({ engine, memory }: Scene, contactId: string): Link[] {
  return engine.accountsOf(contactId).flatMap((account) =>
    engine.store.lines
      .filter(({ channels }) => channels.includes(account.channel))
      .map((line) => ({
        line,
        account,
        sourceId: memory.renamed(account.id) ?? sourceIdOf(account.channel, account.address),
      })),
  )
}

/** WhatsApp's source ids are bare digits (facts, 2.3). */
export function sourceIdOf(channel: Account['channel'], address: string): string {
  return channel === 'whatsapp' ? address.replace(/^\+/, '') : address
}

/** The address a source id stands for. */
export function addressOf(channel: Account['channel'], sourceId: string): string {
  return channel === 'whatsapp' && /^\d+$/.test(sourceId) ? `+${sourceId}` : sourceId
}

export function channelOf(line: Line): Account['channel'] {
  return line.channels[0] ?? 'custom'
}

/** The inboxes in which a contact could be written to, by the rules of 2.1; `isNew` when no link is there yet. */
export function contactable(scene: Scene, contact: Person, newSourceId: () => string) {
  const links = linksOf(scene, contact.id)
  return scene.engine.store.lines.flatMap((line) => {
    const own = links.find((link) => link.line.id === line.id)
    switch (kindOf(channelOf(line)).reach) {
      case 'email':
        return contact.emails[0] === undefined ? [] : [{ line, sourceId: contact.emails[0] }]
      case 'phone':
        return contact.phones[0] === undefined
          ? []
          : [{ line, sourceId: sourceIdOf(channelOf(line), contact.phones[0]) }]
      case 'any':
        return [{ line, sourceId: own?.sourceId ?? newSourceId() }]
      case 'link':
        return isFreshVisit(scene, own) ? [{ line, sourceId: own.sourceId }] : []
    }
  })
}

/** On a website only who has a session there and has never talked in it; in the messengers nobody (scenario 5). */
function isFreshVisit({ engine }: Scene, link: Link | undefined): link is Link {
  if (!link || kindOf(channelOf(link.line)).type !== 'Channel::WebWidget') return false
  return !engine.store.sessions.some(({ accountId }) => accountId === link.account.id)
}

/** The inbox as it stands inside a contact's links: thinner than in the list of inboxes. */
export function slimInbox(line: Line) {
  const { type, provider } = kindOf(channelOf(line))
  const id = numberOf(line.id)
  return { id, avatar_url: '', channel_id: id, name: line.name, channel_type: type, provider }
}
