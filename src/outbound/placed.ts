import type { Finding } from '../hosts/port.ts'
import type { Operation } from '../journal/operation.ts'
import type { Outbound } from './types.ts'

/**
 * The finding without places that may be another message's. A host that knows no mark of ours tells messages by their words, and the
 * same words may have gone to the same person twice. Of a failed one a single place is left or none: its failure at a message that
 * arrived would be a lie (R-ERR-2).
 */
export async function placed(o: Outbound, { id }: Operation, finding: Finding): Promise<Finding> {
  const places = placesIn(finding)
  if (o.host.sender.certainty !== 'blind' || places.length === 0) return finding
  const owners = await o.journal.operations.ofMessages(places.map(({ messageId }) => messageId))
  const free = places.filter(({ messageId }) => (owners.get(messageId)?.operationId ?? id) === id)
  if (finding.state === 'sent') return free.length > 0 ? finding : { ...finding, messageId: null }
  if (finding.state !== 'failed') return finding
  const certain = free.length === 1 && !(await o.journal.operations.hasTwin(id))
  return { ...finding, places: certain ? free : [] }
}

function placesIn(finding: Finding) {
  if (finding.state === 'failed') return finding.places ?? []
  const { sessionId = null, messageId = null } = finding.state === 'sent' ? finding : {}
  return sessionId === null || messageId === null ? [] : [{ sessionId, messageId }]
}
