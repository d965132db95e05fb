import type { Channel } from '../../../domain/words.ts'
import type { Engine, StoreView } from '../../engine/index.ts'
import { shownFields } from './custom-fields.ts'
import { notesOf } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import { ticketTime } from './times.ts'
import { emailOf } from './users.ts'
import { agentNumber, numberOf, PRIORITY } from './values.ts'

export type SessionView = StoreView['sessions'][number]
export type Ticket = ReturnType<typeof ticketOf>

const SOURCE: Readonly<Partial<Record<Channel, string>>> = {
  email: 'email',
  whatsapp: 'WhatsApp',
  'viber-bot': 'Viber',
}

/** A session as a ticket: the keys of the sheet's sample, no more (facts, 3.3). */
export function ticketOf(engine: Engine, profile: ProfileHolder, session: SessionView) {
  const notes = notesOf(engine, session.id)
  const contact = engine.contact(session.contactId)
  const owner = engine.store.operators.find(({ id }) => id === session.operatorId)
  const [ownerName = '', ownerLastname = ''] = owner?.name.split(' ') ?? []
  const departmentId = notes.departmentId ?? numberOf(session.lineId)
  const id = numberOf(session.id)
  return {
    id,
    pid: 0,
    unique_id: `NTH-${String(id).slice(-6).padStart(5, '0')}`,
    date_created: ticketTime(session.openedAt),
    date_updated: ticketTime(session.lastActivityAt),
    title: session.subject,
    source: notes.source ?? SOURCE[session.channel] ?? profile.now.telegramSource,
    status_id: session.state === 'closed' ? 'closed' : (notes.statusId ?? (owner ? 'process' : 'open')),
    priority_id: Number(session.fields[PRIORITY] ?? 2),
    type_id: notes.typeId,
    department_id: departmentId,
    department_name:
      engine.store.lines.find((line) => numberOf(line.id) === departmentId)?.name ?? 'Warranty',
    owner_id: owner ? agentNumber(owner.id) : 0,
    owner_name: ownerName,
    owner_lastname: ownerLastname,
    owner_email: owner?.email ?? '',
    user_id: numberOf(session.contactId),
    user_name: contact?.name ?? '',
    user_lastname: '',
    user_email: contact ? emailOf(engine, contact) : '',
    cc: notes.cc,
    bcc: notes.bcc,
    followers: notes.followers,
    tags: session.tags,
    jira_issues: [],
    ticket_lock: notes.locked ? 1 : 0,
    sla_date: 'null',
    sla_flag: 0,
    freeze_date: 'null',
    freeze: 0,
    deleted: notes.deleted ? 1 : 0,
    viewed_by_staff: 1,
    viewed_by_client: 0,
    rate: '',
    rate_comment: '',
    rate_date: '',
    custom_fields: shownFields(session.fields),
  }
}
