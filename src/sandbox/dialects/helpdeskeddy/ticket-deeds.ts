import { z } from 'zod'
import type { Contact, Engine, Message } from '../../engine/index.ts'
import { keptFields, mustHaveRequired } from './custom-fields.ts'
import { ApiError } from './envelope.ts'
import { keptFiles } from './files.ts'
import { flattened } from './html.ts'
import { putNotes, type Notes } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import type { SessionView } from './ticket.ts'
import { contactByEmail, emailOf } from './users.ts'
import { numberOf, operatorId, PRIORITIES, PRIORITY, TENANT } from './values.ts'

const int = z.coerce.number().int()
/** Requests write it either way (facts, 2.3). */
const flag = z.union([z.boolean(), z.stringbool(), z.literal([0, 1]).transform(Boolean)])
const resettable = z.union([z.literal(''), int])

/** What may be changed (facts, 3.2). What is not named there is ignored (scenario 13). */
export const TicketPatch = z.object({
  title: z.string().trim().min(1).optional(),
  department_id: int.optional(),
  owner_id: resettable.optional(),
  status_id: z.string().optional(),
  priority_id: int.optional(),
  type_id: int.optional(),
  ticket_lock: flag.optional(),
  cc: z.array(z.string()).optional(),
  bcc: z.array(z.string()).optional(),
  followers: z.array(int).optional(),
  tags: z.array(z.coerce.string()).optional(),
  custom_fields: z.record(z.string(), z.unknown()).optional(),
})

export const NewTicket = TicketPatch.extend({
  title: z.string().trim().min(1),
  description: z.string().min(1),
  user_id: int.optional(),
  user_email: z.string().optional(),
  // From the client, unless said otherwise (facts, 3.2).
  create_from_user: z.union([z.boolean(), int]).default(1),
  files: z.array(z.instanceof(File)).default([]),
})

/**
 * A new ticket in the mailbox of its department: there is no way to name another channel (facts, 5). Its first message is the
 * client's by default, and is then sent to nobody. Returns its number.
 */
export async function createTicket(
  engine: Engine,
  profile: ProfileHolder,
  asked: z.output<typeof NewTicket>,
): Promise<string> {
  const contact = requester(engine, asked)
  const department = asked.department_id
  const lines = engine.store.lines.filter(({ channels }) => channels.includes('email'))
  const line = department === undefined ? lines[0] : lines.find(({ id }) => numberOf(id) === department)
  if (!line) throw new ApiError(403, 'The department has no mailbox.')
  const address = emailOf(engine, contact)
  if (address === '') throw new ApiError(400, 'user_id: the user has no e-mail.')
  const text = flattened(asked.description)
  const fields = keptFields(asked.custom_fields ?? {}, profile)
  mustHaveRequired(fields, profile)
  mustBePriority(asked.priority_id)
  const attachments = await keptFiles(engine, asked.files)
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
        attachments,
        blindCopy: asked.bcc ?? [],
        providerRefuses: unmailed(profile, asked.tags ?? []),
      })
    : engine.customer({ ...account, action: 'write', text, attachments, newSubject: asked.title })
  if (!sent) throw new ApiError(400, 'description: there is nothing to write.')
  putNotes(engine, sent.session.id, { source: 'api' })
  changeTicket(engine, profile, sent.session, asked)
  return String(numberOf(sent.session.id))
}

/** Changes only what is named. */
export function changeTicket(
  engine: Engine,
  profile: ProfileHolder,
  session: SessionView,
  asked: z.output<typeof TicketPatch>,
): void {
  const { id } = session
  mustBePriority(asked.priority_id)
  const fields = keptFields(asked.custom_fields ?? {}, profile)
  const department = asked.department_id === undefined ? null : known(engine, asked.department_id)
  // One change: a ticket that is opened again has its new assignee, and one that is closed had it.
  const { status_id: status } = asked
  if (status !== undefined && status !== 'closed') setStatus(engine, session, status)
  if (asked.owner_id !== undefined) own(engine, session, asked.owner_id)
  if (status === 'closed') setStatus(engine, session, status)
  const patch: Partial<Notes> = {
    ...(department !== null && { departmentId: department }),
    ...(asked.type_id !== undefined && { typeId: asked.type_id }),
    ...(asked.ticket_lock !== undefined && { locked: asked.ticket_lock }),
    ...(asked.cc && { cc: asked.cc }),
    ...(asked.bcc && { bcc: asked.bcc }),
    ...(asked.followers && { followers: asked.followers }),
  }
  if (Object.keys(patch).length > 0) putNotes(engine, id, patch)
  if (asked.tags) engine.setTags(id, asked.tags)
  engine.setFields(id, {
    ...fields,
    ...(asked.priority_id !== undefined && { [PRIORITY]: asked.priority_id }),
  })
}

/** Where only a rule of the dispatcher mails new tickets, one without its tag is mailed to nobody (facts, 5.1 E). */
function unmailed({ now }: ProfileHolder, tags: readonly string[]): Message['failure'] {
  if (now.letters === 'always' || tags.includes(TENANT.letterTag)) return null
  return { code: 'no-letter', text: 'No rule mails this ticket.' }
}

function mustBePriority(number: number | undefined): void {
  if (number !== undefined && !PRIORITIES[number - 1])
    throw new ApiError(400, 'priority_id: there is no such priority.')
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
