import { templateText } from '../../domain/template.ts'
import { HostError } from '../errors.ts'
import type { HostMessage, MessagePlace, SendRequest } from '../port.ts'
import type { Edna } from './api.ts'
import { threadIdOf } from './map.ts'
import { wholeThread } from './messages.ts'
import type { Threads } from './threads.ts'

/** By how much the host's clock may differ from ours. */
const CLOCK_MS = 10 * 60 * 1000
const THREADS_LOOKED_AT = 3

interface Place {
  readonly sessionId: string | null
  readonly messageId: string | null
}

/**
 * Where a message stands that was surely sent. The answer names no place in the history, so the message is known by its words:
 * the latest of ours with the same text. What cannot be found is `null`.
 *
 * @param known the session, where the host told it.
 * @throws HostError when the host asks to wait: it can be asked again.
 */
export async function findMessage(
  edna: Edna,
  threads: Threads,
  request: SendRequest,
  known: string | null,
): Promise<Place> {
  try {
    for (const sessionId of await candidates(threads, request, known)) {
      const thread = threadIdOf(edna.settings, sessionId)
      const messages = thread === null ? [] : await wholeThread(edna, thread)
      const message = messages.findLast((one) => isIt(one, request))
      if (message) return { sessionId, messageId: message.id }
    }
  } catch (error) {
    if (!(error instanceof HostError) || error.kind === 'later') throw error
  }
  return { sessionId: known, messageId: null }
}

/**
 * Where a message may stand that went to the channel and failed there: every one of ours with the same words since it was planned.
 * Another one may be among them, so whoever asks decides which it is, if that can be told. Nowhere, where the threads cannot be read:
 * that it failed is certain without them.
 */
export async function placesOf(
  edna: Edna,
  threads: Threads,
  request: SendRequest,
): Promise<readonly MessagePlace[]> {
  try {
    const found: MessagePlace[] = []
    for (const sessionId of await candidates(threads, request, null)) {
      const thread = threadIdOf(edna.settings, sessionId)
      const messages = thread === null ? [] : await wholeThread(edna, thread)
      for (const { id } of messages.filter((one) => isIt(one, request)))
        found.push({ sessionId, messageId: id })
    }
    return found
  } catch (error) {
    if (error instanceof HostError) return []
    throw error
  }
}

async function candidates(threads: Threads, request: SendRequest, known: string | null): Promise<string[]> {
  if (known !== null) return [known]
  const own = (await threads.all(request.contactId)).filter(({ lineId }) => lineId === request.line.id)
  return own.slice(0, THREADS_LOOKED_AT).map(({ id }) => id)
}

function isIt({ direction, text, at }: HostMessage, request: SendRequest): boolean {
  if (direction !== 'outbound' || plain(text) !== plain(wordsOf(request))) return false
  return request.plannedAt === undefined || Date.parse(at) >= Date.parse(request.plannedAt) - CLOCK_MS
}

/** As the history shows it: of a typed template all parts, each on a line of its own. */
export function wordsOf({ text, typed }: SendRequest): string {
  return typed ? templateText({ ...typed, body: text }) : text
}

const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
