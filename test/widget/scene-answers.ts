import { minutesAgo, NOWHERE, offersOf } from '../../widget/stories/people.ts'
import type { WireWay } from '../../src/wire/schemas.ts'
import type { Scene } from '../../widget/stories/scenes.ts'

/** What was asked of the fake gateway. */
export interface Ask {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

type Shown = Extract<Scene, { card: unknown }>

/** What a scene answers: JSON, `null` for an answer without a body, `undefined` when nothing answers there. */
export function answerOf(scene: Shown, ask: Ask): unknown {
  const { method, path, query, body } = ask
  const card = cardOf(scene, query.get('contact') ?? path.split('/')[2])
  const { contact, ways, lastWritten } = card
  if (path === '/card') return card
  if (path === '/sessions' && method === 'POST' && scene.ends) return endOf(scene.ends, body)
  if (path === '/draft') return begun(method, body)
  if (/^\/sessions\/[^/]+\/draft$/.test(path)) return method === 'GET' ? { draft: null } : begun(method, body)
  if (/^\/sessions\/[^/]+\/offers$/.test(path)) return ways[0] && offersOf(ways[0], scene.offers ?? {})
  if (path === '/contacts' && method === 'GET') return { items: scene.found ?? [], next: null }
  if (method === 'GET' && path.endsWith('/sessions')) return card.sessions
  if (method === 'GET' && path.endsWith('/messages')) return { items: [], next: null }
  if (path === '/offers') return offersFor(scene, query)
  if (path === '/templates') return scene.catalogue ?? { items: [], recent: [], bindings: {} }
  if (path === '/canned-replies') return { items: scene.cannedReplies ?? [], next: null }
  if (path === '/addresses') return { address: query.get('address') ?? '', suggestion: null, fault: null }
  if (path.endsWith('/ways')) return { contact, ways, lastWritten }
  return undefined
}

/** A draft is kept under its next version, or forgotten. */
function begun(method: string, body: unknown): unknown {
  if (method !== 'PUT') return null
  return { version: (body as { version: number }).version + 1, at: new Date().toISOString() }
}

/** The card of somebody who is looked at without a record; else the scene's own. */
function cardOf(scene: Shown, contactId: string | null | undefined): Shown['card'] {
  return scene.cards?.[contactId ?? ''] ?? scene.card
}

/** By line, channel and address; what the scene says of the channel comes before what it says of all. */
function offersFor(scene: Shown, query: URLSearchParams): unknown {
  const { offers, offersOn } = scene
  const address = query.get('address') ?? ''
  const fitting = cardOf(scene, query.get('contactId')).ways.filter(
    (way) => way.lineId === query.get('lineId') && way.channel === query.get('channel'),
  )
  const found =
    fitting.find((way) => way.address === address) ??
    fitting.filter((way) => isMeant(way, address)).map((way) => corrected(way, address))[0]
  return found && offersOf(found, { ...offers, ...offersOn?.[found.channel] })
}

/** Is this how the address was probably meant (R-ADDR-2)? */
function isMeant({ verdict }: WireWay, address: string): boolean {
  const reasons = verdict.kind === 'refused' ? verdict.reasons : []
  return reasons.some(({ remedy }) => remedy?.kind === 'fix-address' && remedy.suggestion === address)
}

function corrected(way: WireWay, address: string): WireWay {
  return { ...way, address, verdict: { kind: 'free-form', untilAt: null, warnings: [] } }
}

/** Has another tab saved a newer draft than the one this save builds on? */
export function isOutdated({ conflict }: Shown, body: unknown): boolean {
  return conflict !== undefined && (body as { version?: number } | null)?.version !== undefined
    ? (body as { version: number }).version < conflict.version
    : false
}

/** How the start that was asked for ended. */
function endOf(ends: NonNullable<Shown['ends']>, body: unknown): unknown {
  const { operationId, text } = body as { operationId: string; text: string }
  const nothing = { sessionId: null, messageId: null, routing: 'none', reasons: [], failure: null }
  return { ...NOWHERE, ...nothing, operationId, text, subject: null, at: minutesAgo(0), ...ends }
}
