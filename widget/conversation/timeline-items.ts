import type { WireMessage } from '../../src/wire/schemas.ts'
import type { Outgoing } from './stores/operations.ts'

/** What stands in the timeline, top to bottom. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  /** What one has not read begins here. */
  | { readonly kind: 'new'; readonly key: string }
  /** Here another session goes on. */
  | { readonly kind: 'border'; readonly key: string; readonly sessionId: string }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: WireMessage
      readonly follows: boolean
    }
  | {
      readonly kind: 'outgoing'
      readonly key: string
      readonly outgoing: Outgoing
      readonly follows: boolean
    }

/** Messages closer together than this, of one author, belong together. */
const TOGETHER_MS = 5 * 60_000

interface Entry {
  readonly id: string
  readonly sessionId: string | null
  readonly at: string
  readonly time: number
  /** The day in the reader's zone. */
  readonly day: string
  readonly by: string
  item(follows: boolean): TimelineItem
}

/** Of thousands of messages only a few are new each time. */
const entries = new WeakMap<WireMessage, Entry>()

/** What is known of the history above the first message. */
export interface Above {
  /** Nothing is above it. */
  readonly nothing: boolean
  /** Ids of messages with which a page begins: what they look like must not change when the page above comes. */
  readonly starts: ReadonlySet<string>
  /** Messages of several sessions stand side by side, with a border where another one goes on. */
  readonly borders?: boolean
  /** The first message that was not read. */
  readonly unread?: string | undefined
}
const WHOLE: Above = { nothing: true, starts: new Set() }

/** Messages, which are in order, and what is still leaving, with a line before each new day that is known to begin there. */
export function timelineItems(
  messages: readonly WireMessage[],
  outgoing: readonly Outgoing[],
  operatorId: string | null,
  above: Above = WHOLE,
): TimelineItem[] {
  const sorted = messages.map(messageEntry)
  for (const one of outgoing) {
    const entry = outgoingEntry(one, operatorId)
    sorted.splice(sorted.findLastIndex(({ time }) => time <= entry.time) + 1, 0, entry)
  }
  const items: TimelineItem[] = []
  let before: Entry | null = null
  for (const entry of sorted) {
    const sameDay: boolean = before?.day === entry.day
    if (!sameDay && (before !== null || above.nothing))
      items.push({ kind: 'day', key: entry.day, at: entry.at })
    const crosses: boolean = above.borders === true && before?.sessionId !== entry.sessionId
    if (crosses && entry.sessionId && (before !== null || above.nothing))
      items.push({ kind: 'border', key: `border ${entry.id}`, sessionId: entry.sessionId })
    if (entry.id === above.unread) items.push({ kind: 'new', key: 'new' })
    const gapMs: number = before === null ? Infinity : entry.time - before.time
    const together: boolean =
      sameDay && !crosses && entry.id !== above.unread && before?.by === entry.by && gapMs < TOGETHER_MS
    items.push(entry.item(together && !above.starts.has(entry.id)))
    before = entry
  }
  return items
}

function messageEntry(message: WireMessage): Entry {
  const known = entries.get(message)
  if (known) return known
  const by = `${message.direction} ${message.author.kind} ${message.author.id ?? ''} ${message.mark ?? ''}`
  // Our own message keeps its key when the host's takes its place, so that nothing flickers.
  const key = message.operationId ?? message.id
  const entry = {
    id: message.id,
    sessionId: message.sessionId,
    ...moment(message.at),
    by,
    item: (follows: boolean) => ({ kind: 'message' as const, key, message, follows }),
  }
  entries.set(message, entry)
  return entry
}

function outgoingEntry(outgoing: Outgoing, operatorId: string | null): Entry {
  const { at, operationId } = outgoing.operation
  const by = `outbound operator ${operatorId ?? ''} `
  const item = (follows: boolean) => ({ kind: 'outgoing' as const, key: operationId, outgoing, follows })
  return { id: operationId, sessionId: outgoing.operation.sessionId, ...moment(at), by, item }
}

function moment(at: string): Pick<Entry, 'at' | 'time' | 'day'> {
  const date = new Date(at)
  return { at, time: date.getTime(), day: date.toDateString() }
}

/** How high a row will be, about, in pixels, on a card of middle width. */
export function estimatePx(item: TimelineItem): number {
  if (item.kind === 'day' || item.kind === 'new') return 36
  if (item.kind === 'border') return 62
  const text = item.kind === 'message' ? item.message.text : item.outgoing.operation.text
  const files = item.kind === 'message' ? item.message.attachments.length : 0
  return 36 + (item.follows ? 4 : 30) + Math.ceil(text.length / 44) * 20 + files * 28
}
