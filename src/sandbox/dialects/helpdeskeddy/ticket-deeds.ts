import { z } from 'zod'
import type { Contact, Engine } from '../../engine/index.ts'
import { ApiError } from './envelope.ts'
import { flattened } from './html.ts'
import { notesOf, putNotes, type Notes } from './notes.ts'
import type { SessionView } from './ticket.ts'
import { contactByEmail, emailOf } from './users.ts'
import { numberOf, operatorId, TENANT } from './values.ts'

const int = z.coerce.number().int()
const resettable = z.union([z.literal(''), int])

/** What may be changed (facts, 3.2). What is not named there is ignored (scenario 13). */
export const TicketPatch = z.object({
  title: z.string().trim().min(1).optional(),
  department_id: int.optional(),
  owner_id: resettable.optional(),
  status_id: z.string().optional(),
  priority_id: int.optional(),
  type_id: int.optional(),
  tags: z.array(z.coerce.string()).optional(),
  custom_fields: z.record(z.string(), z.coerce.string()).optional(),
})

export const NewTicket = TicketPatch.extend({
  title: z.string().trim().min(1),
  description: z.string().min(1),
  user_id: int.optional(),
  user_email: z.string().optional(),
  // From the client, unless said otherwise (facts, 3.2).
  create_from_user: z.union([z.boolean(), int]).default(1),
})

/**
 * A new ticket in the mailbox of its department: there is no way to name another channel (facts, 5). Its first message is the
 * client's by default, and is then sent to nobody. Returns its number.
 */
export function createTicket(engine: Engine, asked: z.output<typeof NewTicket>): string {
  const contact = requester(engine, asked)
  const department = asked.department_id
  const lines = engine.store.lines.filter(({ channels }) => channels.includes('email'))
  const line = department === undefined ? lines[0] : lines.find(({ id }) => numberOf(id) === department)
  if (!line) throw new ApiError(403, 'The department has no mailbox.')
  const address = emailOf(engine, contact)
  if (address === '') throw new ApiError(400, 'user_id: the user has no e-mail.')
  const text = flattened(asked.description)
  const account = { channel: 'email', address } as const
  const fromStaff = Number(asked.create_from_user) === 0
  const sent = fromStaff
    ? engine.send({
        ...account,
        lineId: line.id,
        contactId: contact.id,
        text,
        subject: asked.title,
        operatorId: null,
        runId: null,
        whenOpen: 'new-session',
      })
    : engine.customer({ ...account, action: 'write', text })
  if (!sent) throw new ApiError(400, 'description: there is nothing to write.')
  putNotes(engine, sent.session.id, { source: 'api' })
  changeTicket(engine, sent.session, asked)
  return String(numberOf(sent.session.id))
}

/** Changes only what is named. */
export function changeTicket(
  engine: Engine,
  session: SessionView,
  asked: z.output<typeof TicketPatch>,
): void {
  const { id } = session
  const department = asked.department_id === undefined ? null : known(engine, asked.department_id)
  if (asked.owner_id !== undefined) own(engine, session, asked.owner_id)
  if (asked.status_id !== undefined) setStatus(engine, session, asked.status_id)
  const patch: Partial<Notes> = {
    ...(department !== null && { departmentId: department }),
    ...(asked.priority_id !== undefined && { priorityId: asked.priority_id }),
    ...(asked.type_id !== undefined && { typeId: asked.type_id }),
    ...(asked.tags && { tags: asked.tags }),
    ...(asked.custom_fields && {
      customFields: { ...notesOf(engine, id).customFields, ...asked.custom_fields },
    }),
  }
  if (Object.keys(patch).length > 0) putNotes(engine, id, patch)
}

function requester(
  engine: Engine,
  { user_id: number, user_email: email }: z.output<typeof NewTicket>,
): Contact {
  const contact = number === undefined ? null : engine.contact(`c-${number}`)
  if (contact) return contact
  if (number !== undefined) throw new ApiError(400, 'user_id: there is no such user.')
  if (!email) throw new ApiError(400, 'user_email: is required without user_id.')
  return contactByEmail(engine, email) ?? engine.createContact({ name: email, emails: [email] })
}

/** Staff by their number; the robot is the system. */
export function authorOf(engine: Engine, agent: number | '' | undefined): string | null {
  if (agent === undefined || agent === '' || agent === 0 || agent === TENANT.keyOwnerId) return null
  const id = operatorId(agent)
  if (engine.store.operators.some((one) => one.id === id)) return id
  throw new ApiError(400, 'There is no such agent.')
}

function own(engine: Engine, session: SessionView, agent: number | ''): void {
  const owner = authorOf(engine, agent)
  if (session.operatorId === owner) return
  if (owner !== null) engine.assign(session.id, owner)
  else if (session.groupId !== null) engine.assignToGroup(session.id, session.groupId)
}

function setStatus(engine: Engine, session: SessionView, status: string): void {
  if (status === 'closed') {
    if (session.state !== 'closed') engine.close(session.id, null)
    return
  }
  if (!STATUSES.includes(status)) throw new ApiError(400, 'status_id: there is no such status.')
  if (session.state === 'closed') {
    const owner = session.operatorId
    engine.reopen(session.id)
    // A ticket that is opened again keeps its assignee.
    if (owner !== null) engine.assign(session.id, owner)
  }
  putNotes(engine, session.id, { statusId: status })
}

/** Built in, and two that an administrator has added (facts, 4.5). */
export const STATUSES: readonly string[] = ['open', 'process', 'closed', '25', 'awaiting-client']

function known(engine: Engine, department: number): number {
  const numbers = engine.store.lines.map(({ id }) => numberOf(id))
  if ([...numbers, TENANT.warranty].includes(department)) return department
  throw new ApiError(400, 'department_id: there is no such department.')
}
