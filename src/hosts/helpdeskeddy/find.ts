import * as z from 'zod'
import { HostError } from '../errors.ts'
import type { Finding, Receipt, SendRequest } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { postsOf } from './messages.ts'
import { ticketsOf } from './tickets.ts'

const Reference = z.object({ ticket: z.int(), post: z.int().nullable() })
type Reference = z.infer<typeof Reference>

const LIST_PAGES = 3
/** By how much the host's clock may differ from ours. */
const CLOCK_MS = 24 * 60 * 60 * 1000

/** What helps to find the send again, as a text for the receipt. */
export function referenceOf(reference: Reference): string {
  return JSON.stringify(reference)
}

/**
 * What the host acknowledged was sent. Without its answer, a letter is found by our key in the ticket's own field; a post bears no
 * key, and the same words may come from other hands, so there nobody can tell.
 */
export async function findSent(
  hde: Helpdeskeddy,
  request: SendRequest,
  receipt: Receipt | null,
): Promise<Finding> {
  if (receipt) return sent(hde, Reference.parse(JSON.parse(receipt.reference)))
  const { markFieldId } = hde.settings
  if (markFieldId === null || request.channel !== 'email' || request.sessionId !== null)
    return { state: 'unknowable' }
  return byMark(hde, request, markFieldId)
}

async function byMark(
  hde: Helpdeskeddy,
  { contactId, mark, plannedAt }: SendRequest,
  field: number,
): Promise<Finding> {
  const contact = hde.ids.contact.number(contactId)
  if (contact === null) return { state: 'absent' }
  const planned = plannedAt === undefined ? null : Date.parse(plannedAt)
  for (let page = 1; page <= LIST_PAGES; page += 1) {
    const { tickets, more } = await ticketsOf(hde, contact, page)
    const found = tickets.find((ticket) =>
      ticket.custom_fields.some(({ id, field_value: value }) => id === field && value === mark),
    )
    if (found) return sent(hde, { ticket: found.id, post: null })
    const oldest = tickets.at(-1)
    const past =
      planned !== null && oldest && Date.parse(hde.times.ofTicket(oldest.date_updated)) < planned - CLOCK_MS
    if (!more || past) {
      // The list lags behind writes (R2): for a while a missing ticket proves nothing.
      const settledBy = planned === null ? Infinity : planned + hde.settings.listLagMs
      return { state: hde.now().getTime() >= settledBy ? 'absent' : 'unknowable' }
    }
  }
  return { state: 'unknowable' }
}

/** That it was sent is certain; the message's number may have to be looked up, and may stay unknown. */
async function sent(hde: Helpdeskeddy, { ticket, post }: Reference): Promise<Finding> {
  const number = post ?? (await firstPost(hde, ticket))
  return {
    state: 'sent',
    sessionId: hde.ids.session.of(ticket),
    messageId: number === null ? null : hde.ids.message.of(number),
  }
}

/** The description is the first post (I). */
async function firstPost(hde: Helpdeskeddy, ticket: number): Promise<number | null> {
  try {
    const { posts, more } = await postsOf(hde, ticket, 1)
    return more ? null : (posts.at(-1)?.id ?? null)
  } catch (error) {
    if (error instanceof HostError && error.kind !== 'later') return null
    throw error
  }
}
