import type { Session } from '../domain/words.ts'
import { json, storableText, type Database } from './database.ts'
import { appendEvents } from './events.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Seen } from './sight.ts'
import { lastSaid, tellUnmoved } from './last-said.ts'
import { known, merged, statuses, store } from './noted-messages.ts'
import { together } from './together.ts'
import { told } from './told.ts'

/** Only what is read beside a message waits for it. */
const KNOWS_EVERY_MS = 50

/** What was seen at the host, per workspace. */
export function seen(database: Database, plan: PlanWakeUps, workspace: string): Seen {
  const { ask, transaction } = database

  const noteMessages: Seen['noteMessages'] = async (contactId, messages, quietBefore, now) => {
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
      if (changed.length > 0) await store(within, workspace, sessionId, changed, { quietBefore, now })
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
  }
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

    noteMessages,

    async noteNewest(contactId, messages, quietBefore, now) {
      const [gap] = await ask(
        `select 1 where not exists (
           select 1 from seen_messages where workspace = $1 and session_id = $2 and id = any($3))
         and exists (select 1 from seen_messages where workspace = $1 and session_id = $2)`,
        [workspace, messages[0]?.sessionId ?? null, messages.map(({ id }) => id)],
      )
      return gap ? null : noteMessages(contactId, messages, quietBefore, now)
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

    knows: together(
      async (contactIds) => {
        const sql = 'select contact_id from looked_at where workspace = $1 and contact_id = any($2)'
        const rows = await ask<{ contact_id: string }>(sql, [workspace, contactIds])
        const known = new Set(rows.map((row) => row.contact_id))
        return contactIds.map((id) => known.has(storableText(id)))
      },
      { everyMs: KNOWS_EVERY_MS },
    ),
  }
}
