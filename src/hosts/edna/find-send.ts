import type { Http } from '../http.ts'
import type { SendRequest } from '../port.ts'
import { CANCELLED, statusOf } from './delivery.ts'
import { digitsOf } from './map.ts'
import type { EdnaLine } from './settings.ts'
import { HistoryAnswer, type WireHistory } from './wire.ts'

const PAGE = 100
const MOST = 2000
/** By how much the host's clock may differ from ours. */
const CLOCK_MS = 24 * 60 * 60 * 1000

/** `left`: it was given to the channel, so a conversation may show it; what was cancelled never was. */
export interface FailedSend {
  readonly failed: string
  readonly left: boolean
}

/**
 * What became of a send through Pulse, by our mark in its comment. That it is absent is no danger even when the history lags
 * behind: the host refuses a second message under the same id.
 */
export async function findSend(
  pulse: Http,
  line: EdnaLine,
  request: SendRequest,
): Promise<'absent' | 'sent' | FailedSend> {
  const since =
    request.plannedAt === undefined
      ? {}
      : { dateFrom: new Date(Date.parse(request.plannedAt) - CLOCK_MS).toISOString() }
  for (let offset = 0; offset < MOST; offset += PAGE) {
    const { content, hasNext } = await pulse.read({
      method: 'POST',
      path: 'messages/history',
      json: {
        subscriberFilter: { address: digitsOf(request.address), type: 'PHONE' },
        offset,
        limit: PAGE,
        direction: 'OUT',
        subjectId: line.pulseSubjectId,
        ...since,
        sort: [{ property: 'messageId', direction: 'DESC' }],
      },
      answer: HistoryAnswer,
    })
    const found = content.find(({ comment }) => comment === request.mark)
    if (found) return fateOf(found)
    if (hasNext !== true) break
  }
  return 'absent'
}

function fateOf({ deliveryStatus }: WireHistory): 'sent' | FailedSend {
  if (statusOf(deliveryStatus) !== 'failed') return 'sent'
  const status = deliveryStatus?.trim().toLowerCase()
  return { failed: `The host says of this message: ${status}.`, left: status !== CANCELLED }
}
