import { sameAccount } from '../../domain/address.ts'
import { HostError } from '../errors.ts'
import type { HostMessage, MessagePlace, SendRequest } from '../port.ts'
import type { Elma365 } from './api.ts'
import { messagesOf } from './messages.ts'
import { ofContact } from './sessions.ts'

/** The node writes a moment after its process went on. */
const TRIES = 3
const BETWEEN_MS = 250
const SESSIONS_LOOKED_AT = 3

/** `places`: every message that it may be, the likeliest first. */
export interface Place {
  readonly sessionId: string | null
  readonly messageId: string | null
  readonly places: readonly MessagePlace[]
}

/**
 * Where the message of a finished run stands. The process tells neither session nor message, so the message is known by its
 * text, its direction and its time; the earliest after the start of the run comes first, and those that follow may be it where that
 * one is another run's with the same words. That it was sent is certain already: a place that cannot be found is `null`.
 *
 * @throws HostError when the host asks to wait: it can be asked again.
 */
export async function findMessage(
  elma: Elma365,
  request: SendRequest,
  startedAt: string | null,
): Promise<Place> {
  try {
    for (let tries = 1; ; tries += 1) {
      const place = await look(elma, request, startedAt)
      if (place.messageId !== null || tries === TRIES) return place
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    }
  } catch (error) {
    if (error instanceof HostError && error.kind !== 'later')
      return { sessionId: null, messageId: null, places: [] }
    throw error
  }
}

async function look(elma: Elma365, request: SendRequest, startedAt: string | null): Promise<Place> {
  const sessions = await candidates(elma, request)
  for (const sessionId of sessions) {
    const page = await messagesOf(elma).page(sessionId, null)
    const found = page.items.filter((message) => isIt(message, request, startedAt))
    const places = found.map(({ id }) => ({ sessionId, messageId: id }))
    if (places[0]) return { ...places[0], places }
  }
  return { sessionId: sessions[0] ?? null, messageId: null, places: [] }
}

/** The session it was meant for, then the newest of this account on this line: the host may have opened another. */
async function candidates(elma: Elma365, request: SendRequest): Promise<string[]> {
  const meant = request.sessionId === null ? [] : [request.sessionId]
  if (request.contactId === '') return meant
  const { items } = await ofContact(elma, request.contactId, null)
  const own = items.filter((session) => session.lineId === request.line.id && sameAccount(session, request))
  return [...new Set([...meant, ...own.slice(0, SESSIONS_LOOKED_AT).map(({ id }) => id)])]
}

/** Both times are the host's own. Seconds may have been cut off on one side. */
function isIt(
  message: HostMessage,
  { text, attachments = [] }: SendRequest,
  startedAt: string | null,
): boolean {
  // Files tell two equal texts apart; an older script of the module shows none.
  const shown = message.attachments?.length ?? 0
  if (shown > 0 && shown !== attachments.length) return false
  if (message.direction !== 'outbound' || plain(message.text) !== plain(text)) return false
  return startedAt === null || Date.parse(message.at) >= Math.floor(Date.parse(startedAt) / 1000) * 1000
}

const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
