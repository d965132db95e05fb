import type { Message, Session } from '../../engine/index.ts'
import { person, showAgent } from './agents.ts'
import { numberOf } from './ids.ts'
import { linksOf, slimInbox, channelOf, type Person } from './links.ts'
import { showAttachments } from './attachments.ts'
import { showParts } from './parts.ts'
import { attributesOf } from './contact-attributes.ts'
import type { Scene } from './scene.ts'
import { kindOf, TENANT } from './values.ts'
import { canReply } from './window.ts'

/** Whole seconds: what the API shows of most times (facts, 2.4). */
export function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}

/** A contact, with its links where they are asked for. */
export function showContact(scene: Scene, contact: Person, withLinks: boolean) {
  const { memory, engine } = scene
  const last = engine
    .sessionsOfContact(contact.id)
    .reduce((latest, { lastActivityAt }) => (lastActivityAt > latest ? lastActivityAt : latest), '')
  return {
    additional_attributes: contact.company === null ? {} : { company_name: contact.company },
    availability_status: 'offline',
    email: contact.emails[0] ?? null,
    id: numberOf(contact.id),
    name: contact.name,
    phone_number: contact.phones[0] ?? null,
    blocked: memory.blocked(contact.id),
    identifier: contact.hostFields['identifier'] ?? null,
    thumbnail: '',
    custom_attributes: attributesOf(engine, contact),
    last_activity_at: last === '' ? null : seconds(last),
    created_at: 1_767_225_600,
    ...(withLinks && {
      contact_inboxes: linksOf(scene, contact.id).map(({ line, sourceId }) => ({
        source_id: sourceId,
        inbox: slimInbox(line),
      })),
    }),
  }
}

const STATUS = { queued: 'open', active: 'open', closed: 'resolved' } as const

/** The status of a session in the vendor's words. */
export function statusOf({ memory }: Scene, session: Readonly<Session>): string {
  return (session.state === 'closed' ? null : memory.conversation(session.id).held) ?? STATUS[session.state]
}

/** A conversation with at most one message in it. */
export function showConversation(scene: Scene, session: Readonly<Session>) {
  const { engine, memory } = scene
  const notes = memory.conversation(session.id)
  const messages = engine.messagesOf(session.id)
  const last = messages.at(-1)
  const contact = engine.contact(session.contactId)
  const agent = engine.store.operators.find(({ id }) => id === session.operatorId)
  const team = engine.store.groups.find(({ id }) => id === session.groupId)
  const line = engine.store.lines.find(({ id }) => id === session.lineId)
  const shown = last ? [showMessage(scene, session, last)] : []
  return {
    meta: {
      sender: contact ? showContact(scene, contact, false) : {},
      channel: line ? kindOf(channelOf(line)).type : '',
      ...(agent && { assignee: showAgent(scene, agent), assignee_type: 'User' }),
      ...(team && { team: { id: numberOf(team.id), name: team.name } }),
      hmac_verified: false,
    },
    id: numberOf(session.id),
    messages: shown,
    account_id: TENANT.accountId,
    uuid: `00000000-0000-4000-8000-${String(numberOf(session.id)).padStart(12, '0').slice(-12)}`,
    additional_attributes: session.channel === 'email' ? { mail_subject: session.subject } : {},
    agent_last_seen_at: 0,
    assignee_last_seen_at: 0,
    can_reply: canReply(scene, session),
    contact_last_seen_at: 0,
    custom_attributes: notes.customAttributes,
    inbox_id: numberOf(session.lineId),
    labels: session.tags,
    muted: false,
    snoozed_until: null,
    status: statusOf(scene, session),
    created_at: seconds(session.openedAt),
    updated_at: Date.parse(session.lastActivityAt) / 1000,
    timestamp: seconds(session.lastActivityAt),
    first_reply_created_at: 0,
    unread_count: 0,
    last_non_activity_message: shown[0] ?? null,
    last_activity_at: seconds(session.lastActivityAt),
    priority: null,
    waiting_since: 0,
  }
}

const MESSAGE_STATUS = {
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
} as const

/** What every message has, whoever wrote it. */
function frame(session: Readonly<Session>, id: string, text: string, at: string) {
  return {
    id: numberOf(id),
    content: text,
    account_id: TENANT.accountId,
    inbox_id: numberOf(session.lineId),
    conversation_id: numberOf(session.id),
    created_at: seconds(at),
    updated_at: at,
    source_id: null,
    content_type: 'text',
  }
}

export function showMessage(scene: Scene, session: Readonly<Session>, message: Readonly<Message>) {
  const notes = scene.memory.message(message.id)
  const failure = message.failure ? { external_error: told(session, message.failure) } : {}
  return {
    ...frame(session, message.id, message.text, message.at),
    content: message.parts.deletedAt ? DELETED : message.text === '' ? null : message.text,
    content_type: message.parts.drawnAs ?? (message.parts.html === undefined ? 'text' : 'incoming_email'),
    updated_at: message.parts.deletedAt ?? message.history.at(-1)?.at ?? message.at,
    source_id: notes.sourceId,
    attachments: showAttachments(scene, message),
    message_type: message.direction === 'inbound' ? 0 : 1,
    private: false,
    status: message.status === null ? 'sent' : MESSAGE_STATUS[message.status],
    content_attributes: { ...notes.contentAttributes, ...failure, ...showParts(scene, session, message) },
    sender: senderOf(scene, session, message, notes.byService),
  }
}

/** What stands where somebody deleted something. */
const DELETED = 'This message was deleted'

/** What WhatsApp answers, as the host writes it down: the provider's code before its title. */
const WHATSAPP_SAYS: Readonly<Record<string, string>> = { 'not-a-user': '131026: Message undeliverable' }

function told({ channel }: Readonly<Session>, { code, text }: NonNullable<Message['failure']>): string {
  return (channel === 'whatsapp' ? WHATSAPP_SAYS[code] : undefined) ?? text
}

/** A private note or a line about what happened (scenario 12). */
export function showExtra(
  scene: Scene,
  session: Readonly<Session>,
  extra: ReturnType<Scene['memory']['conversation']>['extras'][number],
) {
  return {
    ...frame(session, extra.id, extra.text, extra.at),
    attachments: [],
    message_type: extra.kind === 'activity' ? 2 : 1,
    private: extra.kind === 'note',
    status: 'sent',
    content_attributes: extra.contentAttributes,
    sender: extra.kind === 'activity' ? null : person(scene, extra.operatorId),
  }
}

function senderOf(scene: Scene, session: Readonly<Session>, message: Readonly<Message>, byService: boolean) {
  if (message.direction === 'inbound') {
    const contact = scene.engine.contact(session.contactId)
    return contact ? { ...showContact(scene, contact, false), type: 'contact' } : null
  }
  if (message.author.kind === 'operator') return person(scene, message.author.id)
  return byService ? person(scene, null) : null
}
