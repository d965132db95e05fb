import type { WireMessage } from '../../src/wire/schemas.ts'
import { isSameDay } from '../shared/times.ts'
import type { Outgoing } from './stores/operations.ts'

/** What stands in the timeline, top to bottom. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
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
  readonly at: string
  readonly by: string
  item(follows: boolean): TimelineItem
}

/** Messages and what is still leaving, by time, with a line before each new day. */
export function timelineItems(
  messages: readonly WireMessage[],
  outgoing: readonly Outgoing[],
  operatorId: string | null,
): TimelineItem[] {
  const entries = [...messages.map(messageEntry), ...outgoing.map((one) => outgoingEntry(one, operatorId))]
  entries.sort((a, b) => a.at.localeCompare(b.at))
  const items: TimelineItem[] = []
  let before: Entry | null = null
  for (const entry of entries) {
    const sameDay: boolean = before !== null && isSameDay(new Date(before.at), new Date(entry.at))
    if (!sameDay) items.push({ kind: 'day', key: new Date(entry.at).toDateString(), at: entry.at })
    const gapMs: number = before === null ? Infinity : Date.parse(entry.at) - Date.parse(before.at)
    items.push(entry.item(sameDay && before?.by === entry.by && gapMs < TOGETHER_MS))
    before = entry
  }
  return items
}

function messageEntry(message: WireMessage): Entry {
  const by = `${message.direction} ${message.author.kind} ${message.author.id ?? ''} ${message.mark ?? ''}`
  // Our own message keeps its key when the host's takes its place, so that nothing flickers.
  const key = message.operationId ?? message.id
  return { at: message.at, by, item: (follows) => ({ kind: 'message', key, message, follows }) }
}

function outgoingEntry(outgoing: Outgoing, operatorId: string | null): Entry {
  const { at, operationId } = outgoing.operation
  const by = `outbound operator ${operatorId ?? ''} `
  return { at, by, item: (follows) => ({ kind: 'outgoing', key: operationId, outgoing, follows }) }
}
