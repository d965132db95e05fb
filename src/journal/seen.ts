import { laterStatus } from '../domain/status.ts'
import type { Session } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'
import { json, storableText, type Ask, type Database } from './database.ts'
import { appendEvents } from './events.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Seen, SeenStatus } from './journal.ts'
import { lastSaid, tellUnmoved } from './last-said.ts'
import { fingerprint } from './print.ts'
import { together } from './together.ts'
import { told } from './told.ts'

const PREVIEW_LENGTH = 140

interface SeenRow {
  readonly id: string
  readonly status: SeenStatus['status']
  readonly failure: SeenStatus['failure']
  /** `null`: not seen yet. */
  readonly print: string | null
  /** What the host told by our mark, beside the conversation. */
  readonly told_status: SeenStatus['status']
  readonly told_failure: SeenStatus['failure']
  /** Why our operation failed whose message it is; `null`: it did not, or it is nobody's. */
  readonly own_failure: { readonly code: string; readonly hostText: string | null } | null
}

/** What was seen at the host, per workspace. */
export function seen(database: Database, plan: PlanWakeUps, workspace: string): Seen {
  const { ask, transaction } = database
  return {
    ...told(database, plan, workspace),

    async noteSessions(sessions, quietBefore, contactId = null) {
      // In the order of ids, so that two who note the same sessions never wait for each other in a circle.
      const sorted = sessions.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const rows = await ask<{ body: Session }>(
        `with looking as (
           insert into looked_at select $1, $4 where $4::text is not null on conflict do nothing),
         changed as (
           insert into seen_sessions as known (workspace, id, contact_id, body)
           select $1, body->>'id', body->>'contactId', body from jsonb_array_elements($2::jsonb) as given(body)
           on conflict (workspace, id) do update set body = excluded.body, contact_id = excluded.contact_id
           where known.body is distinct from excluded.body
           returning body, contact_id, xmax = 0 as fresh)
         select body, append_event($1, contact_id, null, jsonb_build_object('kind', 'session', 'session', body)) from changed
         where not fresh or (body->>'lastActivityAt')::timestamptz >= $3::timestamptz
           or exists (select 1 from looked_at where workspace = $1 and looked_at.contact_id = changed.contact_id)`,
        [workspace, json(sorted), quietBefore, contactId],
      )
      const contactIds = new Set(rows.flatMap(({ body }) => body.contactId ?? []))
      if (contactIds.size > 0)
        await transaction((within) =>
          wakeInitiatives(within, plan, workspace, { contactIds: [...contactIds] }),
        )
      return rows.map(({ body }) => body)
    },

    async noteMessages(contactId, messages, quietBefore) {
      const [first] = messages
      if (!first) return new Map()
      const { sessionId } = first
      const before = await known(ask, workspace, sessionId, messages)
      const planned = await merged(messages, before)
      if (planned.every(({ changed }) => !changed)) return statuses(planned)
      return transaction(async (within) => {
        await within('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${workspace} ${sessionId}`])
        const notes = await merged(messages, await known(within, workspace, sessionId, messages))
        const changed = notes.filter((note) => note.changed)
        const looked = await within(
          'select 1 from seen_messages where workspace = $1 and session_id = $2 limit 1',
          [workspace, sessionId],
        )
        if (changed.length > 0) await store(within, workspace, sessionId, changed)
        if (changed.length > 0 && contactId !== null)
          await wakeInitiatives(within, plan, workspace, { contactIds: [contactId] })
        const news = changed.filter(({ message, fresh }) => {
          const quiet = fresh && looked.length === 0 && Date.parse(message.at) < quietBefore.getTime()
          return !quiet
        })
        await appendEvents(
          within,
          workspace,
          news.map(({ message }) => ({ contactId, operatorId: null, event: { kind: 'message', message } })),
        )
        const said = news.filter(({ fresh, message }) => fresh && message.direction === 'inbound')
        if (said.length > 0)
          await tellUnmoved(
            within,
            workspace,
            sessionId,
            said.map(({ message }) => message.id),
          )
        return statuses(notes)
      })
    },

    lastSaid: (sessionIds) => lastSaid(ask, workspace, sessionIds),

    async wroteSince(contactId, since) {
      const sql = `select 1 from seen_messages message
        join seen_sessions session on session.workspace = $1 and session.id = message.session_id
        where message.workspace = $1 and session.contact_id = $2 and message.status is null and message.at > $3 limit 1`
      return (await ask(sql, [workspace, contactId, since])).length > 0
    },

    async minds(sessionId) {
      const unminded = `select 1 from seen_sessions s where s.workspace = $1 and s.id = $2 and s.contact_id is not null
        and not exists (select 1 from looked_at l where l.workspace = $1 and l.contact_id = s.contact_id)
        and not exists (select 1 from operations o where o.workspace = $1 and o.contact_id = s.contact_id)`
      return (await ask(unminded, [workspace, sessionId])).length === 0
    },

    knows: together(async (contactIds) => {
      const sql = 'select contact_id from looked_at where workspace = $1 and contact_id = any($2)'
      const rows = await ask<{ contact_id: string }>(sql, [workspace, contactIds])
      const known = new Set(rows.map((row) => row.contact_id))
      return contactIds.map((id) => known.has(storableText(id)))
    }),
  }
}

interface Note {
  readonly message: HostMessage
  readonly print: string
  readonly fresh: boolean
  readonly changed: boolean
}

async function known(ask: Ask, workspace: string, sessionId: string, messages: readonly HostMessage[]) {
  const rows = await ask<SeenRow>(
    `select given.id, seen.status, seen.failure, seen.print, told.status as told_status, told.failure as told_failure,
       case when o.state = 'failed' then o.failure end as own_failure
     from unnest($3::text[]) as given(id)
     left join seen_messages seen on seen.workspace = $1 and seen.session_id = $2 and seen.id = given.id
     left join operations o on o.workspace = $1 and o.message_id = given.id and o.session_id = $2
     left join told on told.workspace = $1 and told.operation_id = o.id`,
    [workspace, sessionId, messages.map(({ id }) => id)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The messages with the furthest status anybody has seen, and whether that is news. */
async function merged(
  messages: readonly HostMessage[],
  before: ReadonlyMap<string, SeenRow>,
): Promise<Note[]> {
  return Promise.all(
    messages.map(async (shown) => {
      const row = before.get(shown.id)
      const known = laterStatus(row?.status ?? null, row?.told_status ?? null)
      const status = laterStatus(laterStatus(known, shown.status), row?.own_failure ? 'failed' : null)
      // A push names the reason where the conversation does not.
      const why = row?.told_failure ?? shown.failure ?? row?.failure ?? reasonOf(row?.own_failure ?? null)
      const message = { ...shown, status, failure: status === 'failed' ? why : null }
      const print = await fingerprint(message)
      return { message, print, fresh: row?.print == null, changed: row?.print !== print }
    }),
  )
}

/** That nothing left is not true of what the conversation shows: it was not delivered, and nobody knows why. */
function reasonOf(own: SeenRow['own_failure']): SeenStatus['failure'] {
  return own && { code: own.code === 'not-sent' ? 'unknown' : own.code, text: own.hostText ?? '' }
}

const statuses = (notes: readonly Note[]): ReadonlyMap<string, SeenStatus> =>
  new Map(notes.map(({ message: { id, status, failure } }) => [id, { status, failure }]))

async function store(ask: Ask, workspace: string, sessionId: string, notes: readonly Note[]): Promise<void> {
  const rows = notes.map(({ message, print }) => ({
    id: message.id,
    at: message.at,
    status: message.status,
    failure: message.failure,
    print,
    preview: message.text.slice(0, PREVIEW_LENGTH),
    said: message.kind !== 'note' && message.kind !== 'event',
  }))
  await ask(
    `insert into seen_messages (workspace, session_id, id, at, status, failure, print, preview, said)
     select $1, $2, id, at, status, nullif(failure, 'null'::jsonb), print, preview, said
     from jsonb_to_recordset($3::jsonb) as given(id text, at timestamptz, status text, failure jsonb, print text, preview text, said boolean)
     on conflict (workspace, session_id, id) do update set at = excluded.at, status = excluded.status,
       failure = excluded.failure, print = excluded.print, preview = excluded.preview`,
    [workspace, sessionId, json(rows)],
  )
}
