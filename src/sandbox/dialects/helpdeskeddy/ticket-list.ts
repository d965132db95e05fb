import type { Engine } from '../../engine/index.ts'
import type { ProfileHolder } from './profile.ts'
import { ticketOf, type SessionView, type Ticket } from './ticket.ts'

type Query = Readonly<Record<string, string>>
type Row = readonly [SessionView, Ticket]

/** `user_list`, `status_list` and so on: commas between the values (facts, 3.1). */
const LISTS: Readonly<Record<string, (ticket: Ticket) => string | number>> = {
  user_list: (ticket) => ticket.user_id,
  owner_list: (ticket) => ticket.owner_id,
  status_list: (ticket) => ticket.status_id,
  priority_list: (ticket) => ticket.priority_id,
  type_list: (ticket) => ticket.type_id,
  department_list: (ticket) => ticket.department_id,
  source_list: (ticket) => ticket.source,
  deleted: (ticket) => ticket.deleted,
  freeze: (ticket) => ticket.freeze,
}

/** Tickets by the documented filters; others are ignored. New ones are missing for a while where the profile says so. */
export function listed(engine: Engine, profile: ProfileHolder, query: Query): Ticket[] {
  const indexedUntil = engine.now().getTime() - profile.now.listLagMs
  const rows = engine.store.sessions
    .filter(({ openedAt }) => Date.parse(openedAt) <= indexedUntil)
    .map((session): Row => [session, ticketOf(engine, profile, session)])
    .filter(([session, ticket]) => fits(session, ticket, { deleted: '0', ...query }))
  return rows.toSorted(order(query['order_by'])).map(([, ticket]) => ticket)
}

function fits(session: SessionView, ticket: Ticket, query: Query): boolean {
  const inLists = Object.entries(LISTS).every(([name, value]) => {
    const list = query[name]
    return list === undefined || list.split(',').includes(String(value(ticket)))
  })
  return inLists && inDates(ticket, query) && (query['search'] === undefined || said(session, ticket, query))
}

function inDates(ticket: Ticket, query: Query): boolean {
  return (['created', 'updated'] as const).every((word) => {
    const at = ticket[`date_${word}`]
    return at >= (query[`from_date_${word}`] ?? '') && at <= (query[`to_date_${word}`] ?? '9999')
  })
}

/** Open tickets have been found by phone (scenario 15). */
function said(session: SessionView, ticket: Ticket, { search = '', exact_search: exact }: Query): boolean {
  const texts = [ticket.title, ticket.user_name, ticket.user_email, session.address].map((text) =>
    text.toLowerCase(),
  )
  const words = search.toLowerCase()
  return texts.some((text) => (exact === '1' ? text === words : text.includes(words)))
}

/** `date_updated{desc}` and the like; without it the newest come first (facts, 3.1). */
function order(by = 'date_created{desc}'): (a: Row, b: Row) => number {
  const [, field, turn = 'asc'] = /^(date_created|date_updated)(?:\{(asc|desc)\})?/.exec(by) ?? []
  const at = ([session]: Row) => (field === 'date_updated' ? session.lastActivityAt : session.openedAt)
  const sign = field === undefined || turn === 'desc' ? -1 : 1
  return (a, b) => sign * (at(a).localeCompare(at(b)) || a[1].id - b[1].id)
}
