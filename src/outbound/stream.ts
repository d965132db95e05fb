import type { JournalEvent } from '../journal/event.ts'
import type { WireStreamEvent } from '../wire/stream.ts'
import { knownOperator } from './directory.ts'
import { wireMessages, wireSessions } from './to-wire.ts'
import { operationOnCard } from './troubles-of-contact.ts'
import type { Locale, Outbound } from './types.ts'

interface StreamScope {
  /** News of this contact; `null`: only the operator's own operations. */
  readonly contactId: string | null
  readonly operatorId: string
  readonly locale: Locale
}
interface StreamBatch {
  /** `id` is the cursor after the event. */
  readonly events: readonly { readonly id: string; readonly event: WireStreamEvent }[]
}

/** News after the cursor, at once; empty when there is none: wait with `o.journal.onEvent`. @throws UnknownOperator. */
export async function eventsAfter(
  o: Outbound,
  scope: StreamScope,
  cursor: string,
  limit: number,
): Promise<StreamBatch> {
  const stored = await o.journal.events.after(scope, cursor, limit)
  if (stored === null) return { events: [{ id: await o.journal.events.cursor(), event: { kind: 'reload' } }] }
  const events = await Promise.all(
    stored.map(async ({ id, event }) => ({ id, event: await wireEvent(o, scope, event) })),
  )
  return { events: events.filter((one): one is { id: string; event: WireStreamEvent } => one.event !== null) }
}

async function wireEvent(
  o: Outbound,
  scope: StreamScope,
  event: JournalEvent,
): Promise<WireStreamEvent | null> {
  switch (event.kind) {
    case 'session': {
      const [session] = await wireSessions(o, await knownOperator(o, scope.operatorId), [event.session])
      return session ? { kind: 'session', session } : null
    }
    case 'message': {
      const [message] = await wireMessages(o, [event.message])
      return message ? { kind: 'message', message } : null
    }
    case 'gap':
      return { kind: 'reload' }
    case 'operation': {
      const operation = await o.journal.operations.get(event.operationId)
      return operation && { kind: 'operation', operation: operationOnCard(operation, scope) }
    }
  }
}
