import type { Finding, MessagePlace } from '../hosts/port.ts'
import type { Operation } from '../journal/operation.ts'
import type { Outbound } from './types.ts'

/**
 * The finding without places that may be another message's. A host that knows no mark of ours tells messages by their words, and the
 * same words may have gone to the same person twice. Of a failed one a single place is left or none: its failure at a message that
 * arrived would be a lie (R-ERR-2).
 */
export async function placed(o: Outbound, { id }: Operation, finding: Finding): Promise<Finding> {
  const places = placesIn(finding)
  const byWords = o.host.sender.certainty === 'blind' || (finding.state === 'sent' && finding.places)
  if (!byWords || places.length === 0) return finding
  const owners = await o.journal.operations.ofMessages(places.map(({ messageId }) => messageId))
  const free = places.filter(({ messageId }) => (owners.get(messageId)?.operationId ?? id) === id)
  if (finding.state === 'sent') return { ...finding, ...((await taken(o, id, free)) ?? { messageId: null }) }
  if (finding.state !== 'failed') return finding
  const certain = free.length === 1 && !(await o.journal.operations.hasTwin(id))
  const place = certain ? await taken(o, id, free) : null
  return { ...finding, places: place ? [place] : [] }
}

/** Which of them is this operation's from now on: another replica may look for the same words at the same instant. */
async function taken(o: Outbound, id: string, free: readonly MessagePlace[]): Promise<MessagePlace | null> {
  if (free.length === 0) return null
  const own = await o.journal.operations.takeMessage(
    id,
    free.map(({ messageId }) => messageId),
  )
  return free.find(({ messageId }) => messageId === own) ?? null
}

function placesIn(finding: Finding): readonly MessagePlace[] {
  if (finding.state !== 'sent') return finding.state === 'failed' ? (finding.places ?? []) : []
  const { sessionId, messageId, places } = finding
  return places ?? (sessionId === null || messageId === null ? [] : [{ sessionId, messageId }])
}
