import { laterStatus, statusByBoth } from '../domain/status.ts'
import { json, type Ask, type Database } from './database.ts'
import { statusTimesOf, withTime, type ToldTimes } from './status-times.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Fate, Seen, SeenStatus, Told } from './sight.ts'
import type { OperationRow } from './operation-rows.ts'

interface ToldRow extends SeenStatus {
  readonly answered_at: Date | null
  readonly status_at: ToldTimes
}
interface Whose {
  readonly contact_id: string | null
  readonly operator_id: string | null
  readonly initiative: string | null
}
interface FateRow {
  readonly status: SeenStatus['status']
  readonly failure: SeenStatus['failure']
  readonly told_status: SeenStatus['status']
  readonly told_failure: SeenStatus['failure']
  readonly answered_at: Date | null
}

/** What hosts tell of our messages by our own mark, and what is known of them altogether. */
export function told(
  { ask, transaction }: Database,
  plan: PlanWakeUps,
  workspace: string,
): Pick<Seen, 'noteTold' | 'fateOf' | 'statusesOf' | 'statusTimes'> {
  return {
    statusTimes: statusTimesOf(ask, workspace),

    noteTold: (operationId, news, now) =>
      transaction(async (within) => {
        // The lock puts those who are told at the same time in a row.
        const [operation] = await within<Whose>(
          `select contact_id, intent->>'operatorId' as operator_id, intent->>'initiative' as initiative
           from operations
           where workspace = $1 and id = $2 for update`,
          [workspace, operationId],
        )
        if (!operation) return false
        const before = await rowOf(within, workspace, operationId)
        const after = merged(before, news, now)
        if (JSON.stringify(after) === JSON.stringify(before)) return false
        await within(
          `insert into told (workspace, operation_id, status, failure, answered_at, status_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (workspace, operation_id) do update set status = $3, failure = $4, answered_at = $5, status_at = $6`,
          [
            workspace,
            operationId,
            after.status,
            json(after.failure),
            after.answered_at,
            json(after.status_at),
          ],
        )
        // When something was that is overtaken already is worth keeping, and nobody waits for it.
        if (JSON.stringify({ ...after, status_at: before.status_at }) === JSON.stringify(before)) return false
        await nameReason(within, workspace, operationId)
        const { contact_id: contactId, operator_id: operatorId, initiative } = operation
        const event = json({ kind: 'operation', operationId })
        await within('select append_event($1, $2, $3, $4)', [workspace, contactId, operatorId, event])
        if (initiative !== null)
          await wakeInitiatives(within, plan, workspace, { initiativeIds: [initiative] })
        return true
      }),

    async fateOf(operationId) {
      const [row] = await ask<FateRow>(
        `select seen.status, seen.failure, told.status as told_status, told.failure as told_failure,
           least(told.answered_at, (select min(heard.at) from seen_messages heard
             left join seen_sessions place on place.workspace = $1 and place.id = heard.session_id
             where heard.workspace = $1 and heard.status is null and heard.at > coalesce(seen.at, o.sent_at)
               and (heard.session_id = o.session_id
                 or (place.contact_id = o.contact_id and place.body->>'channel' = o.request->>'channel')))) as answered_at
         from operations o
         left join seen_messages seen
           on seen.workspace = $1 and seen.session_id = o.session_id and seen.id = o.message_id
         left join told on told.workspace = $1 and told.operation_id = o.id
         where o.workspace = $1 and o.id = $2`,
        [workspace, operationId],
      )
      return row ? fateIn(row) : null
    },

    async statusesOf(operationIds) {
      const rows = await ask<FateRow & { readonly id: string }>(
        `select o.id, seen.status, seen.failure, told.status as told_status, told.failure as told_failure, null as answered_at
         from operations o
         left join seen_messages seen
           on seen.workspace = $1 and seen.session_id = o.session_id and seen.id = o.message_id
         left join told on told.workspace = $1 and told.operation_id = o.id
         where o.workspace = $1 and o.id = any($2) and o.state = 'sent' and (seen.status is not null or told.status is not null)`,
        [workspace, operationIds],
      )
      return new Map(rows.map(({ id, ...row }) => [id, fateIn(row)]))
    },
  }
}

function fateIn({ told_status: told, told_failure: toldFailure, ...seen }: FateRow): Fate {
  const status = statusByBoth(seen.status, told)
  const failure = status === 'failed' ? (toldFailure ?? seen.failure) : null
  return { status, failure, answeredAt: seen.answered_at?.toISOString() ?? null }
}

const NOTHING: ToldRow = { status: null, failure: null, answered_at: null, status_at: {} }

async function rowOf(ask: Ask, workspace: string, operationId: string): Promise<ToldRow> {
  const sql =
    'select status, failure, answered_at, status_at from told where workspace = $1 and operation_id = $2'
  return (await ask<ToldRow>(sql, [workspace, operationId]))[0] ?? NOTHING
}

/** The furthest status, the first answer, and when each status was told, in whatever order. */
function merged(
  before: ToldRow,
  { status = null, statusAt, failure = null, answeredAt }: Told,
  now: Date,
): ToldRow {
  const later = laterStatus(before.status, status)
  const answers = [before.answered_at, answeredAt === undefined ? null : new Date(answeredAt)]
  // What a host says against its own word has no time.
  const isTrue = status !== null && (status !== 'failed' || later === 'failed')
  const time = { at: statusAt ?? now.toISOString(), exact: statusAt !== undefined }
  const times = answers.flatMap((at) => (at === null ? [] : at.getTime()))
  return {
    status: later,
    failure: later === 'failed' ? (before.failure ?? failure) : null,
    answered_at: times.length > 0 ? new Date(Math.min(...times)) : null,
    status_at: isTrue ? withTime(before.status_at, { status, ...time }) : before.status_at,
  }
}

/**
 * An operation that failed without anybody knowing why has the reason that was told (R-ERR-2). Whoever calls has the operation's row
 * locked, so that of the failure and its reason the one that comes later finds the other. Gives the row where it was changed.
 */
export async function nameReason(
  within: Ask,
  workspace: string,
  operationId: string,
): Promise<OperationRow | null> {
  const [row] = await within<OperationRow>(
    `update operations o set failure = jsonb_build_object('code', told.failure->>'code', 'hostText', told.failure->>'text')
     from told where told.workspace = $1 and told.operation_id = $2 and told.failure->>'code' <> 'unknown'
       and o.workspace = $1 and o.id = $2 and o.state = 'failed' and o.failure->>'code' = 'not-sent' returning o.*`,
    [workspace, operationId],
  )
  return row ?? null
}
