import { sameAccount } from '../../domain/address.ts'
import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Receipt, Sender, SendRequest } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { contactAt } from './contacts.ts'
import { findMessage } from './find.ts'
import { formOf } from './form.ts'
import { incomplete, unknownId } from './ids.ts'
import { addressOf } from './map.ts'
import { MARK } from './mark.ts'
import { addTags } from './tags.ts'
import { templateParams } from './templates.ts'
import { CreatedConversation, CreatedMessage, LinksAnswer, type WireContact } from './wire.ts'
import type { WireInbox } from './wire-inboxes.ts'

/**
 * A conversation together with its first message, or a message into one that is open. The host knows no request twice, so
 * the mark goes along in the message and on the conversation and is looked for afterwards.
 */
export function senderOf(chatwoot: Chatwoot): Sender {
  return {
    certainty: 'findable',
    send: async (request) => {
      const receipt =
        request.sessionId === null ? await start(chatwoot, request) : await add(chatwoot, request)
      await tagged(chatwoot, request, receipt)
      return receipt
    },
    find: (request, receipt) => findMessage(chatwoot, request, receipt),
  }
}

async function start(chatwoot: Chatwoot, request: SendRequest): Promise<Receipt> {
  const inbox = await inboxFor(chatwoot, request)
  const contact = await contactAt(chatwoot, request.contactId)
  if (!contact) throw unknownId()
  const body = {
    source_id: await sourceIdFor(chatwoot, request, inbox, contact),
    inbox_id: inbox.id,
    contact_id: contact.id,
    custom_attributes: { [chatwoot.settings.requestAttribute]: request.mark },
    ...(request.channel === 'email' &&
      request.subject !== null && { additional_attributes: { mail_subject: request.subject } }),
    message: await messageFor(chatwoot, request),
  }
  const files = await filesOf(chatwoot, request)
  const { id, messages } = await chatwoot.accountAs(request.operatorId).deed({
    method: 'POST',
    path: 'conversations',
    // One call for the conversation and its first message, files included: so there is nothing that could go out twice.
    ...(files.length > 0 ? { form: formOf(body, files, 'message[attachments]') } : { json: body }),
    answer: CreatedConversation,
  })
  return { reference: `${id}/${messages?.[0]?.id ?? ''}` }
}

async function add(chatwoot: Chatwoot, request: SendRequest): Promise<Receipt> {
  await inboxFor(chatwoot, request)
  const conversation = chatwoot.ids.known('conversation', request.sessionId ?? '')
  const body = { ...(await messageFor(chatwoot, request)), message_type: 'outgoing' }
  const files = await filesOf(chatwoot, request)
  const { id } = await chatwoot.accountAs(request.operatorId).deed({
    method: 'POST',
    path: path('conversations', String(conversation), 'messages'),
    ...(files.length > 0 ? { form: formOf(body, files, 'attachments') } : { json: body }),
    answer: CreatedMessage,
  })
  return { reference: `${conversation}/${id}` }
}

/** Never `source_id`: with it the host takes the message for one that came from the channel, and does not deliver it. */
async function messageFor(
  chatwoot: Chatwoot,
  { text, mark, template, line, channel, blindCopy = [] }: SendRequest,
) {
  return {
    content: text,
    private: false,
    content_attributes: { [MARK]: mark },
    ...(template && { template_params: await templateParams(chatwoot, line.id, template) }),
    ...(channel === 'email' && blindCopy.length > 0 && { bcc_emails: blindCopy.join(',') }),
  }
}

/** @throws HostError `bad-request` when a file is not kept any more; nothing was sent then. */
function filesOf({ files }: Chatwoot, { attachments = [] }: SendRequest): Promise<File[]> {
  return Promise.all(
    attachments.map(async ({ id, name, type }) => new File([await files.read(id)], name, { type })),
  )
}

async function inboxFor(
  { inboxes, ids, table }: Chatwoot,
  { line, channel }: SendRequest,
): Promise<WireInbox> {
  const number = ids.theirs('inbox', line.id)
  const inbox = number === null ? undefined : (await inboxes()).find(({ id }) => id === number)
  if (inbox && table.channelOf(inbox) === channel) return inbox
  throw incomplete(`The host has no such inbox that sends by ${channel}, or our user may not see it.`)
}

/**
 * The contact's way into the inbox. An address that is not this contact's is refused: the host would take it away from
 * whoever has it (facts, 3).
 */
async function sourceIdFor(
  { account, table }: Chatwoot,
  request: SendRequest,
  inbox: WireInbox,
  contact: WireContact,
): Promise<string> {
  const isIt = (source: string) =>
    sameAccount({ channel: request.channel, address: addressOf(request.channel, source) }, request)
  const own = (contact.contact_inboxes ?? []).find(
    (link) => link.inbox.id === inbox.id && isIt(link.source_id),
  )
  if (own) return own.source_id
  const { payload } = await account.read({
    method: 'GET',
    path: path('contacts', String(contact.id), 'contactable_inboxes'),
    answer: LinksAnswer,
  })
  const link = payload.find((one) => one.inbox.id === inbox.id)
  if (link && (isIt(link.source_id) || table.channelOf(inbox) === 'custom')) return link.source_id
  throw new HostError('The host cannot reach this contact at this address from this inbox.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
    hostText: accountsHint(contact),
  })
}

/** How many ways there are, and no address among them. */
function accountsHint(contact: WireContact): string {
  return `${contact.contact_inboxes?.length ?? 0} links of the contact looked at`
}

/** The message has gone out: labels that do not stick are told in the log and change nothing about it. */
async function tagged(chatwoot: Chatwoot, { tags = [] }: SendRequest, { reference }: Receipt): Promise<void> {
  if (tags.length === 0) return
  const conversation = Number(reference.split('/')[0])
  try {
    await addTags(chatwoot, conversation, tags)
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    chatwoot.log.warn(
      { conversation, code: error.code },
      'The message was sent, but its labels were not set.',
    )
  }
}
