import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, deleted, keyed, paged } from './envelope.ts'
import { putNotes } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import { changeTicket, createTicket, NewTicket, TicketPatch } from './ticket-deeds.ts'
import { listed } from './ticket-list.ts'
import { ticketOf, type SessionView } from './ticket.ts'

/** Tickets: list, one, create, update, delete (facts, 3.1 and 3.2). */
export function mountTickets(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  const one = (id: string) => ticketOf(engine, profile, existing(engine, id))
  api.get('/tickets', (c) => paged(c, listed(engine, profile, c.req.query()), keyed))
  api.get('/tickets/:id', (c) => answered(c, one(c.req.param('id'))))
  api.post('/tickets', async (c) => {
    const id = await createTicket(engine, profile, await readBody(c, NewTicket))
    return answered(c, one(id), profile.now.created)
  })
  api.put('/tickets/:id', async (c) => {
    const session = existing(engine, c.req.param('id'))
    changeTicket(engine, profile, session, await readBody(c, TicketPatch))
    return answered(c, one(c.req.param('id')))
  })
  api.delete('/tickets/:id', (c) => {
    putNotes(engine, existing(engine, c.req.param('id')).id, { deleted: true })
    return deleted(c)
  })
}

/** By the vendor's number. Throws the host's 404. */
export function existing(engine: Engine, id: string): SessionView {
  const session = /^\d+$/.test(id) ? engine.session(`s-${id.replace('s-', '')}`) : undefined
  if (!session) throw new ApiError(404, 'There is no such ticket.')
  return session
}
