import { json, type Ask, type Database } from './database.ts'
import type { Events, JournalEvent, StoredEvent } from './event.ts'

interface EventRow {
  readonly id: string
  readonly contact_id: string | null
  readonly operator_id: string | null
  readonly body: JournalEvent
}

/** Events of one workspace, in the order in which they were committed. */
export function events({ ask }: Database, workspace: string): Events {
  const head = async (): Promise<{ last: bigint; prunedTo: bigint }> => {
    const [row] = await ask<{ last_id: string; pruned_to: string }>(
      'select last_id, pruned_to from event_heads where workspace = $1',
      [workspace],
    )
    return { last: BigInt(row?.last_id ?? 0), prunedTo: BigInt(row?.pruned_to ?? 0) }
  }

  return {
    cursor: async () => String((await head()).last),

    async after(scope, cursor, limit) {
      if (!/^\d{1,18}$/.test(cursor)) return null
      const { last, prunedTo } = await head()
      const from = BigInt(cursor)
      if (from < prunedTo || from > last) return null
      if (from === last) return []
      const rows = await ask<EventRow>(
        `select id, contact_id, operator_id, body from events
         where workspace = $1 and id > $2 and (contact_id = $3 or (operator_id = $4 and body->>'kind' = 'operation'))
         order by id limit $5`,
        [workspace, cursor, scope.contactId, scope.operatorId, limit],
      )
      return rows.map(storedEvent)
    },

    async append(contactId, operatorId, event) {
      await ask('select append_event($1, $2, $3, $4)', [workspace, contactId, operatorId, json(event)])
    },
  }
}

/** Something that happened, and whom it concerns. */
interface News {
  readonly contactId: string | null
  readonly operatorId: string | null
  readonly event: JournalEvent
}

/**
 * Adds them in this order. The last thing in a transaction: whoever else adds events to this workspace waits from here until it is
 * committed.
 */
export async function appendEvents(ask: Ask, workspace: string, news: readonly News[]): Promise<void> {
  if (news.length === 0) return
  const told = news.map(({ contactId, operatorId, event }) => ({
    contact: contactId,
    operator: operatorId,
    body: event,
  }))
  await ask('select append_events($1, $2)', [workspace, json(told)])
}

function storedEvent(row: EventRow): StoredEvent {
  return { id: row.id, contactId: row.contact_id, operatorId: row.operator_id, event: row.body }
}
