import { path } from '../http-body.ts'
import type { HostMessage, Page } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { badRequest } from './ids.ts'
import { isSaid, messageOf } from './map.ts'
import { MessagesAnswer, type WireMessage } from './wire.ts'

/** The host's own page (facts, 2.3). */
const PAGE = 20

/** What was said before a message (or last), oldest first; `before: null` in the answer: there is no more. */
export async function saidBefore(
  { account }: Chatwoot,
  conversation: number,
  before: number | null,
): Promise<{ readonly said: readonly WireMessage[]; readonly before: number | null }> {
  const { payload } = await account.read({
    method: 'GET',
    path: `${path('conversations', String(conversation), 'messages')}?filter_internal_messages=true${
      before === null ? '' : `&before=${before}`
    }`,
    answer: MessagesAnswer,
  })
  const more = payload.length >= PAGE ? (payload[0]?.id ?? null) : null
  return { said: payload.filter(isSaid), before: more }
}

/** A page of a session's messages. Pages of nothing but internal lines are passed over. */
export async function messagesOf(
  chatwoot: Chatwoot,
  sessionId: string,
  cursor: string | null,
): Promise<Page<HostMessage>> {
  const { ids, settings } = chatwoot
  const conversation = ids.known('conversation', sessionId)
  let before = placeAt(cursor)
  for (;;) {
    const page = await saidBefore(chatwoot, conversation, before)
    before = page.before
    if (page.said.length === 0 && before !== null) continue
    const items = page.said.map((wire) => messageOf(wire, sessionId, ids, settings.serviceUser))
    return { items, next: before === null ? null : String(before) }
  }
}

function placeAt(cursor: string | null): number | null {
  if (cursor === null) return null
  if (/^[1-9]\d{0,15}$/.test(cursor)) return Number(cursor)
  throw badRequest('This cursor was not given by us.')
}
