import { HostError } from '../errors.ts'
import type { Edna } from './api.ts'
import { accountsIn, contactIdOf, profileOf } from './clients.ts'
import { digitsOf } from './map.ts'
import { threadNamed } from './thread-by.ts'
import { IncomingAnswer, type WireIncoming } from './wire.ts'

/** As many as the vendor's own pages ask for at once (facts, 3.5); of a thread with more, nothing is told apart. */
const MOST = 1000
/** By how much the clocks of the two products may differ. */
const CLOCK_MS = 5000

/**
 * What the client of a thread sent through Pulse's channel between these times, oldest first; `null` where that cannot be known: no
 * Pulse behind the line, no phone on the card, or more of it than one question brings.
 */
export async function incomingOf(
  edna: Edna,
  thread: number,
  fromAt: string,
  untilAt: string,
): Promise<readonly WireIncoming[] | null> {
  const { pulse, settings } = edna
  const wire = pulse ? await threadNamed(edna, thread) : null
  const line = settings.lines.find(({ channelNumber }) => channelNumber === wire?.channel)
  const contactId = wire && contactIdOf(wire.clientExternalId, wire.clientId)
  if (!pulse || !contactId || line?.pulseSubjectId == null) return null
  const profile = await profileOf(edna, contactId)
  const account =
    profile && accountsIn(edna, contactId, profile).find(({ channel }) => channel === line.channel)
  if (!account) return null
  const { content, hasNext } = await pulse.read({
    method: 'POST',
    path: 'messages/history',
    json: {
      subscriberFilter: { address: digitsOf(account.address), type: 'PHONE' },
      offset: 0,
      limit: MOST,
      direction: 'IN',
      subjectId: line.pulseSubjectId,
      dateFrom: new Date(Date.parse(fromAt) - CLOCK_MS).toISOString(),
      dateTo: new Date(Date.parse(untilAt) + CLOCK_MS).toISOString(),
      sort: [{ property: 'messageId', direction: 'ASC' }],
    },
    answer: IncomingAnswer,
  })
  return hasNext === true ? null : content
}

/** The same where a message is shown all the same without it. */
export async function incomingOrNull(
  ...asked: Parameters<typeof incomingOf>
): Promise<readonly WireIncoming[] | null> {
  try {
    return await incomingOf(...asked)
  } catch (error) {
    // What it would have told is shown as unknown, with a link to the host.
    if (error instanceof HostError) return null
    throw error
  }
}
