import { offersOf } from '../../widget/stories/people.ts'
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
  if (path === '/draft' && method === 'PUT')
    return { version: (body as { version: number }).version + 1, at: new Date().toISOString() }
  if (path === '/draft') return null
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

/** The card of somebody who is looked at without a record; else the scene's own. */
function cardOf(scene: Shown, contactId: string | null | undefined): Shown['card'] {
  return scene.cards?.[contactId ?? ''] ?? scene.card
}

/** By line, channel and address; what the scene says of the channel comes before what it says of all. */
function offersFor(scene: Shown, query: URLSearchParams): unknown {
  const { offers, offersOn } = scene
  const found = cardOf(scene, query.get('contactId')).ways.find(
    (way) =>
      way.lineId === query.get('lineId') &&
      way.channel === query.get('channel') &&
      way.address === query.get('address'),
  )
  return found && offersOf(found, { ...offers, ...offersOn?.[found.channel] })
}
