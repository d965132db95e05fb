import type { Ask } from './database.ts'
import type { LastSaid } from './sight.ts'

/** What was said last in each session, as far as it was seen. */
export async function lastSaid(
  ask: Ask,
  workspace: string,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, LastSaid>> {
  const rows = await ask<{ session_id: string } & LastSaid>(
    `select given.session_id, last.preview, last.ids from unnest($2::text[]) as given(session_id)
     cross join lateral (select at from seen_messages seen
       where seen.workspace = $1 and seen.session_id = given.session_id and said order by at desc limit 1) as newest
     cross join lateral (select min(preview) as preview, string_agg(id, ' ' order by id) as ids from seen_messages seen
       where seen.workspace = $1 and seen.session_id = given.session_id and said and seen.at = newest.at) as last`,
    [workspace, sessionIds],
  )
  return new Map(rows.map(({ session_id: id, preview, ids }) => [id, { preview, ids }]))
}

/**
 * Tells cards of the session anew where a message of the customer did not move its last activity: a host that reckons in whole seconds
 * shows the same for both, and whoever may be answered now (R-WIN-1) would not be heard of.
 * @param saidIds the messages that are new.
 */
export async function tellUnmoved(
  ask: Ask,
  workspace: string,
  sessionId: string,
  saidIds: readonly string[],
): Promise<void> {
  await ask(
    `select append_event($1, contact_id, null, jsonb_build_object('kind', 'session', 'session', body))
     from seen_sessions session where workspace = $1 and id = $2 and exists (
       select 1 from seen_messages message where message.workspace = $1 and message.session_id = $2
         and message.id <> all($3::text[]) and message.at >= (session.body->>'lastActivityAt')::timestamptz)`,
    [workspace, sessionId, saidIds],
  )
}
