import { z } from 'zod'
import type { Engine, Message } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson } from './answers.ts'
import { digitsOf } from './clients.ts'
import type { ProfileHolder } from './profile.ts'
import { contentOf } from './pulse-content.ts'
import { readSends } from './pulse-sends.ts'
import { channelOfLine, CHANNELS, numberOf } from './values.ts'

const HistoryBody = z.object({
  subscriberFilter: z.object({ address: z.string(), type: z.string() }).nullish(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
  direction: z.enum(['IN', 'OUT']).nullish(),
  dateFrom: z.string().nullish(),
  dateTo: z.string().nullish(),
  subjectId: z.number().nullish(),
  sort: z.array(z.object({ property: z.literal('messageId'), direction: z.enum(['ASC', 'DESC']) })).nullish(),
})

interface Entry {
  readonly at: string
  readonly direction: 'IN' | 'OUT'
  readonly messageId: number
  readonly subjectId: number | null
  readonly phone: string
  readonly comment: string | null
  readonly content: object
  readonly deliveryStatus: string | null
}

/** What went out through Pulse and what came in on its channel, newest first unless asked otherwise (facts, 3.5). */
export function mountHistory(
  app: NodeApp,
  engine: Engine,
  profile: ProfileHolder,
  ownUrl: () => string,
): void {
  app.post('/api/messages/history', async (c) => {
    const asked = await readJson(c, HistoryBody)
    const phone = asked.subscriberFilter ? digitsOf(asked.subscriberFilter.address) : null
    const found = [...outgoing(engine), ...incoming(engine, ownUrl)]
      .filter((entry) => phone === null || entry.phone === phone)
      .filter(({ subjectId }) => !asked.subjectId || subjectId === asked.subjectId)
      .filter((entry) => !asked.direction || entry.direction === asked.direction)
      .filter(({ at }) => !asked.dateFrom || Date.parse(at) >= Date.parse(asked.dateFrom))
      .filter(({ at }) => !asked.dateTo || Date.parse(at) <= Date.parse(asked.dateTo))
      .toSorted((a, b) =>
        asked.sort?.[0]?.direction === 'ASC' ? a.messageId - b.messageId : b.messageId - a.messageId,
      )
    const page = found.slice(asked.offset, asked.offset + asked.limit)
    return c.json({
      content: page.map((entry) => shown(entry, profile)),
      hasNext: found.length > asked.offset + asked.limit,
    })
  })
}

function shown(
  { messageId, subjectId, comment, direction, phone, content, deliveryStatus }: Entry,
  profile: ProfileHolder,
) {
  return {
    messageId,
    comment,
    direction,
    channelType: CHANNELS.find((one) => one.subjectId === subjectId)?.type ?? 'WHATSAPP',
    subjectId,
    cascadeId: null,
    address: phone,
    content: profile.now.historyContent === 'string' ? JSON.stringify(content) : content,
    deliveryStatus,
  }
}

function outgoing(engine: Engine): Entry[] {
  const stored = new Map(engine.store.messages.map((message) => [message.id, message]))
  return readSends(engine).map((send) => ({
    at: send.at,
    direction: 'OUT',
    messageId: send.messageId,
    subjectId: send.subjectId,
    phone: send.phone,
    comment: send.comment,
    content: { contentType: 'TEXT', text: send.text },
    deliveryStatus: statusOf(send.storeId === null ? undefined : stored.get(send.storeId)),
  }))
}

/** Lower or upper case differs between pages (facts, 3.7). */
function statusOf(message: Pick<Message, 'status'> | undefined): string {
  if (!message) return 'CANCELLED'
  return message.status === 'failed' ? 'UNDELIVERED' : (message.status ?? 'enqueued').toUpperCase()
}

function incoming(engine: Engine, ownUrl: () => string): Entry[] {
  const served = new Map(
    engine.store.sessions.flatMap(({ id, lineId, address }) => {
      const subjectId = channelOfLine(lineId)?.subjectId ?? null
      return subjectId === null ? [] : [[id, { subjectId, phone: digitsOf(address) }] as const]
    }),
  )
  return engine.store.messages.flatMap((message): Entry[] => {
    const { id, sessionId, direction, at } = message
    const from = served.get(sessionId)
    if (!from || direction !== 'inbound') return []
    const rest = { comment: null, content: contentOf(message, ownUrl), deliveryStatus: null }
    return [{ at, direction: 'IN', messageId: numberOf(id), ...from, ...rest }]
  })
}
