import type { Ask } from './database.ts'
import type { LastSaid } from './sight.ts'

interface LastSaidRow {
  readonly id: string
  readonly preview: string
  readonly inbound_at: Date | null
}

/** What was said last in each session, as far as it was seen. */
export async function lastSaid(
  ask: Ask,
  workspace: string,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, LastSaid>> {
  // What has no status was written by the customer.
  const rows = await ask<LastSaidRow>(
    `select given.id, last.preview, inbound.at as inbound_at
     from unnest($2::text[]) as given(id)
     cross join lateral (select preview from seen_messages
       where workspace = $1 and session_id = given.id and said order by at desc limit 1) as last
     left join lateral (select at from seen_messages
       where workspace = $1 and session_id = given.id and said and status is null order by at desc limit 1) as inbound on true`,
    [workspace, sessionIds],
  )
  return new Map(
    rows.map(({ id, preview, inbound_at: at }) => [id, { preview, inboundAt: at?.toISOString() ?? null }]),
  )
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
