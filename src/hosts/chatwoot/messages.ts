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
  chatwoot: Chatwoot,
  conversation: number,
  before: number | null,
): Promise<{ readonly said: readonly WireMessage[]; readonly before: number | null }> {
  const page = await pageBefore(chatwoot, conversation, before, '&filter_internal_messages=true')
  return { said: page.all.filter(isSaid), before: page.before }
}

/** The same with notes among the staff and lines about what happened. */
async function pageBefore(
  { account }: Chatwoot,
  conversation: number,
  before: number | null,
  filter = '',
): Promise<{ readonly all: readonly WireMessage[]; readonly before: number | null }> {
  const place = before === null ? '' : `&before=${before}`
  const query = `${filter}${place}`.slice(1)
  const { payload } = await account.read({
    method: 'GET',
    path: `${path('conversations', String(conversation), 'messages')}${query === '' ? '' : `?${query}`}`,
    answer: MessagesAnswer,
  })
  return { all: payload, before: payload.length >= PAGE ? (payload[0]?.id ?? null) : null }
}

/** A page of a session's messages, with notes and with what happened. */
export async function messagesOf(
  chatwoot: Chatwoot,
  sessionId: string,
  cursor: string | null,
): Promise<Page<HostMessage>> {
  const { ids, settings } = chatwoot
  const conversation = ids.known('conversation', sessionId)
  const link = settings.sessionPage?.replace('{session}', String(conversation)) ?? null
  const { all, before } = await pageBefore(chatwoot, conversation, placeAt(cursor))
  const items = all.map((wire) => messageOf(wire, sessionId, ids, settings.serviceUser, link))
  return { items, next: before === null ? null : String(before) }
}

function placeAt(cursor: string | null): number | null {
  if (cursor === null) return null
  if (/^[1-9]\d{0,15}$/.test(cursor)) return Number(cursor)
  throw badRequest('This cursor was not given by us.')
}
