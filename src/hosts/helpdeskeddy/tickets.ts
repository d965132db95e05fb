import { dateAfter } from '../days.ts'
import { address, orNull, type Helpdeskeddy } from './api.ts'
import { TicketAnswer, TicketsAnswer, type WireTicket } from './wire.ts'

/** One ticket, current (R2). `null` when there is none, or it lies among the deleted. */
export async function ticketOf({ http }: Helpdeskeddy, number: number): Promise<WireTicket | null> {
  const answer = await orNull(() =>
    http.read({ method: 'GET', path: address(['tickets', number]), answer: TicketAnswer }),
  )
  return answer && answer.data.deleted === 0 ? answer.data : null
}

export interface TicketPage {
  /** Newest activity first: the host's own order is lost in an object keyed by numbers. */
  readonly tickets: readonly WireTicket[]
  readonly more: boolean
}

/**
 * The contact's tickets, thirty at a time, from an index that may lag behind (R2). @param openedUntil later ones are left out, about:
 * the host's times name no zone.
 */
export async function ticketsOf(
  { http }: Helpdeskeddy,
  contact: number,
  page = 1,
  openedUntil: string | null = null,
): Promise<TicketPage> {
  const path = address(['tickets'], {
    user_list: String(contact),
    order_by: 'date_updated{desc}',
    page: String(page),
    ...(openedUntil !== null && { to_date_created: `${dateAfter(openedUntil)} 00:00:00` }),
  })
  const { data, pagination } = await http.read({ method: 'GET', path, answer: TicketsAnswer })
  const own = data.filter((ticket) => ticket.user_id === contact && ticket.deleted === 0)
  const tickets = own.toSorted((a, b) => b.date_updated.localeCompare(a.date_updated) || b.id - a.id)
  return { tickets, more: pagination.more }
}
