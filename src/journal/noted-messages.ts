import { laterStatus, statusByBoth } from '../domain/status.ts'
import type { HostMessage } from '../hosts/port.ts'
import { json, type Ask } from './database.ts'
import type { SeenStatus } from './sight.ts'
import { fingerprint } from './print.ts'

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
  /** One of our operations sent it. */
  readonly ours: boolean
  /** Why our operation failed whose message it is; `null`: it did not, or it is nobody's. */
  readonly own_failure: { readonly code: string; readonly hostText: string | null } | null
}

/** A message with the furthest status that anybody has seen. */
export interface Note {
  readonly message: HostMessage
  readonly print: string
  readonly fresh: boolean
  readonly ours: boolean
  readonly changed: boolean
}

/** What was known of these messages before. */
export async function known(
  ask: Ask,
  workspace: string,
  sessionId: string,
  messages: readonly HostMessage[],
) {
  const rows = await ask<SeenRow>(
    `select given.id, seen.status, seen.failure, seen.print, told.status as told_status, told.failure as told_failure,
       o.id is not null as ours,
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
export async function merged(
  messages: readonly HostMessage[],
  before: ReadonlyMap<string, SeenRow>,
): Promise<Note[]> {
  return Promise.all(
    messages.map(async (shown) => {
      const row = before.get(shown.id)
      const known = statusByBoth(row?.status ?? null, row?.told_status ?? null)
      const status = laterStatus(laterStatus(known, shown.status), row?.own_failure ? 'failed' : null)
      // A push names the reason where the conversation does not.
      const why = row?.told_failure ?? shown.failure ?? row?.failure ?? reasonOf(row?.own_failure ?? null)
      const message = { ...shown, status, failure: status === 'failed' ? why : null }
      const print = await fingerprint(message)
      const [fresh, ours] = [row?.print == null, row?.ours === true]
      return { message, print, fresh, ours, changed: row?.print !== print }
    }),
  )
}

/** That nothing left is not true of what the conversation shows: it was not delivered, and nobody knows why. */
function reasonOf(own: SeenRow['own_failure']): SeenStatus['failure'] {
  return own && { code: own.code === 'not-sent' ? 'unknown' : own.code, text: own.hostText ?? '' }
}

export const statuses = (notes: readonly Note[]): ReadonlyMap<string, SeenStatus> =>
  new Map(notes.map(({ message: { id, status, failure } }) => [id, { status, failure }]))

/** Keeps what was noted, and since when a status is seen. */
export async function store(
  ask: Ask,
  workspace: string,
  sessionId: string,
  notes: readonly Note[],
  { quietBefore, now }: { readonly quietBefore: Date; readonly now: Date },
): Promise<void> {
  const rows = notes.map(({ message, print, fresh, ours }) => ({
    id: message.id,
    at: message.at,
    status: message.status,
    failure: message.failure,
    print,
    preview: message.text.slice(0, PREVIEW_LENGTH),
    said: message.kind !== 'note' && message.kind !== 'event',
    status_at:
      message.status !== null && (!fresh || ours || Date.parse(message.at) >= quietBefore.getTime())
        ? { [message.status]: now.toISOString() }
        : {},
  }))
  await ask(
    `insert into seen_messages (workspace, session_id, id, at, status, failure, print, preview, said, status_at)
     select $1, $2, id, at, status, nullif(failure, 'null'::jsonb), print, preview, said, status_at
     from jsonb_to_recordset($3::jsonb)
       as given(id text, at timestamptz, status text, failure jsonb, print text, preview text, said boolean, status_at jsonb)
     on conflict (workspace, session_id, id) do update set at = excluded.at, status = excluded.status,
       failure = excluded.failure, print = excluded.print, preview = excluded.preview,
       status_at = excluded.status_at || seen_messages.status_at`,
    [workspace, sessionId, json(rows)],
  )
}
