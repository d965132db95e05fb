import type { Channel } from '../../../domain/words.ts'
import type { Account, Message, Session, Store } from '../types.ts'
import { newIdsFor } from './ids.ts'
import { seedAttachment } from './seed-files.ts'
import type { Person, Talk, Turn } from './shapes.ts'

const MINUTE_MS = 60_000

/** Adds a person with their accounts to a store. Ids are counted here, so that a seed's ids are the same every time. */
export function addPerson(store: Store, person: Person): void {
  store.contacts.push({
    id: person.id,
    name: person.name,
    company: person.company ?? null,
    phones: person.phones ?? [],
    emails: person.emails ?? [],
    hostFields: {},
  })
  const addresses = Object.entries(person.on ?? {}) as [Channel, string][]
  for (const [channel, address] of [...addresses, ...(person.alsoOn ?? [])])
    store.accounts.push({
      id: newIdsFor(store.accounts, 'a'),
      contactId: person.id,
      channel,
      address,
      blocked: person.blockedOn?.includes(channel) ?? false,
      left: person.leftOf?.includes(channel) ?? false,
      inRecord: true,
    })
}

/** Adds a talk with its messages and deliveries. Throws when the person has no account on that channel. */
export function addTalk(store: Store, now: Date, talk: Talk): void {
  const account = store.accounts.find((a) => a.contactId === talk.with && a.channel === talk.channel)
  const line = store.lines.find(({ channels }) => channels.includes(talk.channel))
  if (!account || !line) throw new Error(`The seed has no ${talk.channel} account or line for ${talk.with}.`)
  const at = (minutesAgo: number): string => new Date(now.getTime() - minutesAgo * MINUTE_MS).toISOString()
  const first = talk.turns[0]
  const last = talk.turns.at(-1)
  if (!first || !last) throw new Error(`The seed has a talk with ${talk.with} without a word.`)
  const session: Session = {
    id: newIdsFor(store.sessions, 's'),
    contactId: account.contactId,
    accountId: account.id,
    lineId: line.id,
    channel: talk.channel,
    address: account.address,
    state: talk.state,
    spam: false,
    operatorId: talk.operator,
    groupId: line.operatorGroups[0] ?? null,
    subject: talk.subject ?? `${line.name}: ${store.contacts.find(({ id }) => id === talk.with)?.name}`,
    tags: [],
    asides: (talk.asides ?? []).map(({ kind, by, text, minutesAgo }, index) => {
      const place = (store.sessions.length + 1) * 100 + index
      return { id: `m-${90_000 + place}`, kind, operatorId: by ?? null, text, at: at(minutesAgo) }
    }),
    fields: {},
    openedBy: first.from === 'customer' ? 'customer' : first.from === 'system' ? 'system' : 'operator',
    openedAt: at(first.minutesAgo),
    lastActivityAt: at(last.minutesAgo),
    closedAt: talk.state === 'closed' ? at(last.minutesAgo) : null,
  }
  store.sessions.push(session)
  const firstTurn = store.messages.length
  for (const turn of talk.turns) addTurn(store, session, account, turn, at(turn.minutesAgo), firstTurn)
}

function addTurn(
  store: Store,
  session: Session,
  account: Account,
  turn: Turn,
  at: string,
  firstTurn: number,
): void {
  const inbound = turn.from === 'customer'
  const failed = turn.failed ?? null
  const status = inbound ? null : failed ? 'failed' : (turn.status ?? 'read')
  const message: Message = {
    id: newIdsFor(store.messages, 'm'),
    sessionId: session.id,
    direction: inbound ? 'inbound' : 'outbound',
    text: turn.text,
    attachments: (turn.files ?? []).map(seedAttachment),
    template: null,
    parts: partsOf(store, turn, at, firstTurn),
    blindCopy: [],
    subject: !inbound && session.channel === 'email' ? session.subject : null,
    author: inbound
      ? { kind: 'customer', id: null }
      : turn.from === 'system'
        ? { kind: 'system', id: null }
        : { kind: 'operator', id: turn.from },
    status,
    failure: failed,
    history: status === null ? [] : [{ status, at }],
    runId: null,
    at,
  }
  store.messages.push(message)
  if (status !== 'delivered' && status !== 'read') return
  store.deliveries.push({
    id: newIdsFor(store.deliveries, 'dl'),
    messageId: message.id,
    channel: account.channel,
    address: account.address,
    subject: message.subject,
    text: turn.text,
    attachments: [],
    template: null,
    blindCopy: [],
    sessionId: session.id,
    at,
  })
}

function partsOf(
  store: Store,
  { answers, parts = {} }: Turn,
  at: string,
  firstTurn: number,
): Message['parts'] {
  const { deletedAfter, ...told } = parts
  const quoted = answers === undefined ? undefined : store.messages[firstTurn + answers]
  return {
    ...told,
    ...(quoted && { replyTo: quoted.id }),
    ...(deletedAfter !== undefined && {
      deletedAt: new Date(Date.parse(at) + deletedAfter * MINUTE_MS).toISOString(),
    }),
  }
}
