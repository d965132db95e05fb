import * as z from 'zod'
import { contactOf, eventsAfter, refreshContact } from '../../outbound/index.ts'
import { StreamEventSchema } from '../../wire/stream.ts'
import { eventStream, type EventSource } from '../event-stream.ts'
import { ContactParameter } from '../identity.ts'
import { loggable } from '../log.ts'
import { defineRoute } from '../route.ts'

const HEARTBEAT_MS = 15_000
/** How many events are read and written at once. */
const PAGE = 100

/** What happens on the card, live; resumes from a cursor. */
export const followStream = defineRoute({
  method: 'GET',
  path: '/v1/stream',
  who: 'context',
  summary:
    'What happens on the card as server-sent events. It ends with its context; go on from the last id with a new one.',
  query: z.object({
    contact: ContactParameter,
    cursor: z.string().max(200).optional().describe('From the card or the last event; absent: from now on.'),
    resumed: z
      .enum(['true'])
      .optional()
      .describe('After a break: the host is looked at soon, since the gateway may have missed news as well.'),
  }),
  answers: {
    200: {
      description: 'Events whose id is the cursor, whose event is the kind, and whose data is this JSON.',
      schema: StreamEventSchema,
      type: 'text/event-stream',
    },
  },
  problems: ['unknown-operator'],
  async respond({ c, gateway, caller, query }) {
    const { outbound, id: workspaceId } = caller.workspace
    const { operatorId, locale } = caller.asker
    const contactId = await contactOf(outbound, caller.asker)
    const place = { cursor: query.cursor ?? (await outbound.journal.events.cursor()), lost: false }

    const source: EventSource = {
      async next() {
        if (place.lost) return []
        const { events } = await eventsAfter(outbound, { contactId, operatorId, locale }, place.cursor, PAGE)
        place.cursor = events.at(-1)?.id ?? place.cursor
        // Nothing can follow: the reader loads the card again and comes back with its cursor.
        place.lost = events.some(({ event }) => event.kind === 'reload')
        return events.map(({ id, event }) => ({ id, kind: event.kind, data: event }))
      },
      onNews: (wake) => outbound.journal.onEvent(wake),
    }
    const leave =
      contactId === null
        ? () => undefined
        : gateway.watchers.watch(workspaceId, contactId, () => refreshContact(outbound, contactId), {
            soon: query.resumed === 'true',
          })
    const body = eventStream(source, {
      heartbeatMs: HEARTBEAT_MS,
      endsAfterMs: caller.expiresAt.getTime() - gateway.now().getTime(),
      stop: gateway.stopping,
      onEnd(error) {
        leave()
        const requestId = c.get('requestId')
        if (error !== null) gateway.log.warn({ requestId, error: loggable(error) }, 'A stream broke off')
      },
    })
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        // Proxies must not collect what is live.
        'X-Accel-Buffering': 'no',
      },
    })
  },
})
