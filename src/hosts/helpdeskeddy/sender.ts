import { HostError } from '../errors.ts'
import type { Receipt, Sender, SendRequest } from '../port.ts'
import { address, unknownId, type Helpdeskeddy } from './api.ts'
import { withFiles } from './body.ts'
import type { CustomField } from './custom-fields.ts'
import { findSent, referenceOf } from './find.ts'
import { toHtml } from './html.ts'
import { sendLetter } from './letter.ts'
import { placeOf, stateOf } from './map.ts'
import { agentNumber } from './operators.ts'
import { changeTicket } from './routing.ts'
import { ticketFields, type TicketFields } from './ticket-fields.ts'
import { ticketOf, ticketsOf } from './tickets.ts'
import { CreatedAnswer, type WireTicket } from './wire.ts'

/**
 * A letter is a new ticket with `create_from_user: 0`; a message is an answer in the contact's last ticket of that channel, because the
 * API has no field for a channel (ND). A post can bear no key of ours, so what became of a lost one nobody can tell: `blind`.
 */
export function senderOf(hde: Helpdeskeddy, customFields: () => Promise<readonly CustomField[]>): Sender {
  return {
    certainty: 'blind',
    send: async (request) => {
      mustBeSetUp(hde, request)
      if (request.sessionId === null && request.channel === 'email')
        return sendLetter(hde, customFields, request)
      const ticket = await ticketFor(hde, request)
      return answer(hde, request, ticket, customFields)
    },
    find: (request, receipt) => findSent(hde, request, receipt),
  }
}

function mustBeSetUp({ settings }: Helpdeskeddy, { line, channel }: SendRequest): void {
  const row = settings.lines.find(({ id }) => id === line.id)
  if (row?.channels.some((one) => one.channel === channel)) return
  throw new HostError(`The settings have no line that sends by ${channel} under this id.`, {
    kind: 'fix-setup',
    code: 'setup-incomplete',
    happened: 'no',
  })
}

async function ticketFor(hde: Helpdeskeddy, request: SendRequest): Promise<WireTicket> {
  if (request.sessionId !== null) {
    const number = hde.ids.session.number(request.sessionId)
    const ticket = number === null ? null : await ticketOf(hde, number)
    if (ticket) return ticket
    throw unknownId('session')
  }
  return lastTicket(hde, request)
}

/** An open one first, then the newest: staying in a ticket stays inside the host's own sending (facts, 5.1 B). */
async function lastTicket(hde: Helpdeskeddy, request: SendRequest): Promise<WireTicket> {
  const contact = hde.ids.contact.number(request.contactId)
  if (contact === null) throw unknownId('contact')
  for (let page = 1; page <= LIST_PAGES; page += 1) {
    const { tickets, more } = await ticketsOf(hde, contact, page)
    const fitting = tickets.filter((ticket) => {
      const place = placeOf(hde.settings.lines, ticket)
      return place?.lineId === request.line.id && place.channel === request.channel
    })
    const open = fitting.find((ticket) => stateOf(ticket, hde.settings) !== 'closed')
    const found = open ?? fitting[0]
    if (found) return found
    if (!more) break
  }
  throw new HostError(
    'This person has no earlier ticket in this messenger, and the host can start there only by hand.',
    {
      kind: 'not-allowed',
      code: 'not-allowed',
      happened: 'no',
    },
  )
}

const LIST_PAGES = 3

async function answer(
  hde: Helpdeskeddy,
  request: SendRequest,
  ticket: WireTicket,
  customFields: () => Promise<readonly CustomField[]>,
): Promise<Receipt> {
  const author = request.operatorId === null ? null : await agentNumber(hde, request.operatorId)
  const body = { text: toHtml(request.text), ...(author !== null && { user_id: author }) }
  const content = await withFiles(hde, body, request.attachments)
  await prepare(hde, request, ticket, await ticketFields(hde, customFields, request.fields ?? {}))
  const { data } = await hde.http.deed({
    method: 'POST',
    path: address(['tickets', ticket.id, 'posts']),
    ...content,
    answer: CreatedAnswer,
  })
  const sent = { sessionId: hde.ids.session.of(ticket.id), messageId: hde.ids.message.of(data.id) }
  return { reference: referenceOf({ ticket: ticket.id, post: data.id }), sent }
}

/** Opens a closed ticket again, with its tags and fields. Whatever goes wrong here, nothing has been sent yet. */
async function prepare(
  hde: Helpdeskeddy,
  request: SendRequest,
  ticket: WireTicket,
  fields: TicketFields,
): Promise<void> {
  const reopens = request.sessionId === null && stateOf(ticket, hde.settings) === 'closed'
  const tags = (request.tags ?? []).filter((tag) => !ticket.tags.includes(tag))
  if (!reopens && tags.length === 0 && Object.keys(fields).length === 0) return
  try {
    await changeTicket(hde, ticket.id, {
      ...fields,
      ...(reopens && { status_id: hde.settings.reopenStatus }),
      ...(tags.length > 0 && { tags: [...ticket.tags, ...tags] }),
    })
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    // Opened again, with the answer lost: who began anew would find it open and take it for somebody else's session.
    if (reopens && error.happened === 'maybe' && (await isOpen(hde, ticket.id))) return
    const { message, kind, code, retryAfterMs, hostText } = error
    throw new HostError(message, {
      kind,
      code,
      happened: 'no',
      cause: error,
      ...(retryAfterMs !== null && { retryAfterMs }),
      ...(hostText !== null && { hostText }),
    })
  }
}

/** A ticket that cannot be read is taken for closed: then nothing is sent, which is true. */
async function isOpen(hde: Helpdeskeddy, number: number): Promise<boolean> {
  try {
    const ticket = await ticketOf(hde, number)
    return ticket !== null && stateOf(ticket, hde.settings) !== 'closed'
  } catch (error) {
    if (error instanceof HostError) return false
    throw error
  }
}
