import type { WireProblem, WireWay } from '../../src/wire/schemas.ts'
import { failureSentence, type Locale } from '../../src/words/index.ts'
import { minutesAgo, NOWHERE } from './people.ts'
import { offersOf } from './ways.ts'
import type { Scene } from './scene.ts'

/** What a gateway that plays a scene was asked. `path`: after `/v1`. */
export interface Ask {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly locale?: Locale
}

/** What it answers; `null` for an answer without a body. `never`: it keeps one waiting for good. */
export type Played = { readonly status: number; readonly body: unknown } | 'never'

type Shown = Extract<Scene, { card: unknown }>

/** How a gateway in this scene answers. */
export function play(scene: Scene | undefined, ask: Ask): Played {
  if (!scene || 'wait' in scene) return 'never'
  if ('problem' in scene) return refusal(spoken(scene.problem, ask.locale))
  if (ask.path === '/draft' && isOutdated(scene, ask.body))
    return refusal({
      ...named('draft-conflict', 409, 'Another tab has saved since then.'),
      draft: scene.conflict,
    })
  const end = ask.path.split('/').at(-1) ?? ''
  const failure = scene.fails?.[end]
  if (failure === 'never') return 'never'
  if (failure) return refusal(spoken(failure, ask.locale))
  const found = answerOf(scene, ask)
  if (found === undefined) return refusal(named('not-found', 404, 'Nothing answers at this address.'))
  return { status: found === null ? 204 : 200, body: found }
}

/** With which status the stream of live events is refused in this scene; `null`: it is open. */
export function streamRefusal(scene: Scene | undefined): number | null {
  const stream = scene && 'card' in scene ? (scene.stream ?? 'live') : 'live'
  return { live: null, broken: 503, ended: 403 }[stream]
}

const named = (code: string, status: number, detail: string): WireProblem => ({
  type: `urn:firstline:problem:${code}`,
  title: code,
  status,
  detail,
  code,
})
/** A gateway says what went wrong in the language it is asked in. */
const spoken = (problem: WireProblem, locale: Locale = 'en'): WireProblem => ({
  ...problem,
  detail: failureSentence(problem.code, locale),
})
const refusal = (problem: WireProblem): Played => ({ status: problem.status, body: problem })

/** JSON, `null` for an answer without a body, `undefined` when nothing answers there. */
function answerOf(scene: Shown, ask: Ask): unknown {
  const { method, path, query, body } = ask
  const card = cardOf(scene, query.get('contact') ?? path.split('/')[2])
  const { contact, ways, lastWritten } = card
  if (path === '/card') return card
  if (path === '/sessions' && method === 'POST' && scene.ends) return endOf(scene.ends, body)
  if (path === '/draft') return begun(method, body)
  if (/^\/sessions\/[^/]+\/draft$/.test(path)) return method === 'GET' ? { draft: null } : begun(method, body)
  if (/^\/sessions\/[^/]+\/offers$/.test(path)) return ways[0] && offersOf(ways[0], scene.offers ?? {})
  if (/^\/sessions\/[^/]+\/choices$/.test(path)) return scene.choices
  if (path === '/contacts' && method === 'GET') return { items: scene.found ?? [], next: null }
  if (method === 'GET' && path.endsWith('/sessions')) return card.sessions
  if (method === 'GET' && path.endsWith('/messages')) return { items: [], next: null }
  if (method === 'GET' && path.endsWith('/timeline')) return scene.narrowed ?? card.timeline ?? undefined
  if (path.endsWith('/search')) return scene.search
  if (path.endsWith('/audit')) return scene.audit
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
function isOutdated({ conflict }: Shown, body: unknown): boolean {
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
