import { statusTimes, type StatusTime } from '../domain/status.ts'
import type { MessageStatus } from '../domain/words.ts'
import type { Database } from './database.ts'
import type { Seen } from './sight.ts'

/** When statuses were told by our mark, as a row keeps it. */
export type ToldTimes = Readonly<Partial<Record<MessageStatus, Omit<StatusTime, 'status'>>>>

interface TimesRow {
  readonly seen: Readonly<Partial<Record<MessageStatus, string>>> | null
  readonly told: ToldTimes | null
}

/** Since when one message has its statuses, by whatever way they were heard. */
export function statusTimesOf(
  ask: Database['ask'],
  workspace: string,
): Pick<Seen, 'statusTimes'>['statusTimes'] {
  return async (sessionId, messageId) => {
    const [row] = await ask<TimesRow>(
      `select seen.status_at as seen, told.status_at as told from (select) here
       left join seen_messages seen on seen.workspace = $1 and seen.session_id = $2 and seen.id = $3
       left join operations o on o.workspace = $1 and o.session_id = $2 and o.message_id = $3
       left join told on told.workspace = $1 and told.operation_id = o.id`,
      [workspace, sessionId, messageId],
    )
    const seen = Object.entries(row?.seen ?? {}).map(([status, at]) => timed(status, { at, exact: false }))
    return statusTimes([...seen, ...listed(row?.told ?? {})])
  }
}

/** The times after one more was told. */
export function withTime(before: ToldTimes, news: StatusTime): ToldTimes {
  return Object.fromEntries(
    statusTimes([...listed(before), news]).map(({ status, ...time }) => [status, time]),
  )
}

const listed = (told: ToldTimes): readonly StatusTime[] =>
  Object.entries(told).map(([status, time]) => timed(status, time))

const timed = (status: string, { at, exact }: Omit<StatusTime, 'status'>): StatusTime => ({
  status: status as MessageStatus,
  at,
  exact,
})
