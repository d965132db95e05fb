import { HostError } from '../errors.ts'
import type { Routing, RoutingTarget } from '../port.ts'
import { address, unknownId, type Helpdeskeddy } from './api.ts'
import type { CommentBook } from './comments.ts'
import { toHtml } from './html.ts'
import type { Directory } from './lines.ts'
import { stateOf } from './map.ts'
import { agentNumber } from './operators.ts'
import { ticketOf } from './tickets.ts'
import { NothingAnswer, type WireTicket } from './wire.ts'

/** Assignee, department and status are fields of the ticket (V1). */
export function routingOf(hde: Helpdeskeddy, directory: Directory, comments: CommentBook): Required<Routing> {
  return {
    assign: async (sessionId, operatorId) => {
      const ticket = numberOf(hde, sessionId)
      await changeTicket(hde, ticket, { owner_id: await agentNumber(hde, operatorId) })
    },
    targets: () => directory.targets(),
    handOver: (sessionId, target, comment, by) =>
      handOver(hde, directory, comments, sessionId, target, comment, by),
    close: (sessionId, operatorId) => close(hde, sessionId, operatorId),
    reopen: (sessionId) => reopen(hde, sessionId),
  }
}

/** Changes only the named fields (R2). */
export async function changeTicket({ http }: Helpdeskeddy, ticket: number, fields: object): Promise<void> {
  await http.deed({ method: 'PUT', path: address(['tickets', ticket]), json: fields, answer: NothingAnswer })
}

/** The note comes first: without it the session stays where it is. */
async function handOver(
  hde: Helpdeskeddy,
  directory: Directory,
  comments: CommentBook,
  sessionId: string,
  target: RoutingTarget,
  comment: string | null,
  by: string,
): Promise<void> {
  const ticket = numberOf(hde, sessionId)
  const fields = await fieldsFor(hde, directory, target)
  if (comment !== null && comment.trim() !== '')
    await hde.http
      .deed({
        method: 'POST',
        path: address(['tickets', ticket, 'comments']),
        json: { text: toHtml(comment), user_id: await agentNumber(hde, by) },
        answer: NothingAnswer,
      })
      .finally(() => comments.forget())
  await changeTicket(hde, ticket, fields)
}

/** What the host does with a number that it does not have is not documented, so it is looked for first. */
async function fieldsFor(
  hde: Helpdeskeddy,
  directory: Directory,
  { kind, id }: RoutingTarget,
): Promise<object> {
  if (kind === 'operator') return { owner_id: await agentNumber(hde, id) }
  const known = await directory.targets()
  if (kind !== 'department' || !known.some((one) => one.kind === kind && one.id === id))
    throw unknownId('target')
  // Nobody of the old department keeps it; an empty string resets the assignee (R2).
  return { department_id: Number(id), owner_id: '' }
}

/** The key may close everything, so whose session it is has to be looked at here. */
async function close(hde: Helpdeskeddy, sessionId: string, operatorId: string): Promise<void> {
  const ticket = await existing(hde, sessionId)
  if (ticket.owner_id !== hde.ids.operator.number(operatorId))
    throw new HostError('Only the operator to whom the session is assigned may close it.', {
      kind: 'not-allowed',
      code: 'not-allowed',
      happened: 'no',
    })
  await changeTicket(hde, ticket.id, { status_id: hde.settings.closedStatuses[0] })
}

/** The status is documented, that a ticket lives again by it is inferred (I): only here and where an old ticket is answered in. */
async function reopen(hde: Helpdeskeddy, sessionId: string): Promise<void> {
  const ticket = await existing(hde, sessionId)
  if (stateOf(ticket, hde.settings) !== 'closed') return
  await changeTicket(hde, ticket.id, { status_id: hde.settings.reopenStatus })
}

/** @throws HostError `unknown-id`. */
export async function existing(hde: Helpdeskeddy, sessionId: string): Promise<WireTicket> {
  const ticket = await ticketOf(hde, numberOf(hde, sessionId))
  if (!ticket) throw unknownId('session')
  return ticket
}

/** @throws HostError `unknown-id`. */
export function numberOf({ ids }: Helpdeskeddy, sessionId: string): number {
  const number = ids.session.number(sessionId)
  if (number === null) throw unknownId('session')
  return number
}
