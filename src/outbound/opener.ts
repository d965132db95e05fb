import type { HostMessage } from '../hosts/port.ts'
import { operatorName } from './directory.ts'
import { kept, optional } from './kept.ts'
import type { Outbound } from './types.ts'

// Who opened a session does not change; that its first message cannot be seen yet may.
const FOR_MS = 60_000

/** Who began a session; `name` of an operator. */
interface Opener {
  readonly by: 'customer' | 'operator' | 'process'
  readonly name: string | null
}

/**
 * Whose the first message of a session is (R-OPEN-4): no host tells who opened it, and all tell who wrote. `null`: the session is so long
 * that its beginning is not on the first page, or the host does not name the author.
 */
export function openerOf(o: Outbound, sessionId: string): Promise<Opener | null> {
  return kept(o, `opener:${sessionId}`, FOR_MS, async () => {
    const page = await optional(o, 'who opened a session', null, o.host.sessions.messages(sessionId, null))
    const first = page?.items.find(({ kind = 'text' }) => kind === 'text')
    return first && page?.next === null ? authorOf(o, first) : null
  })
}

/** The host may name the account under which we call it; the journal knows who wrote, and whether it was a process. */
async function authorOf(o: Outbound, { id, author, direction }: HostMessage): Promise<Opener | null> {
  if (direction === 'inbound') return { by: 'customer', name: null }
  const own = (await o.journal.operations.ofMessages([id])).get(id)
  const automatic = own ? own.mark === 'automatic' : author.kind === 'system'
  if (automatic) return { by: 'process', name: null }
  const name = own
    ? await operatorName(o, own.operatorId)
    : (author.name ?? (await operatorName(o, author.id)))
  return name === null ? null : { by: 'operator', name }
}
