import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { HISTORIES, type History } from '../../../src/domain/history.ts'
import { historyClient } from '../../../src/gateway/client/history.ts'
import { useGateway } from '../../shared/gateway.ts'
import { historyKey, NO_FILTER, passes, type HistoryFilter } from '../history/history-filter.ts'
import { useCard } from './card.ts'
import { inOrder } from './merge-message.ts'
import { useMessages } from './messages.ts'
import { putMessage, startWith, type HistoryPage } from './thread.ts'
import { useSessions } from './sessions.ts'

/** A cursor of our own: what was said until then. */
const UNTIL = '@'
export const untilCursor = (at: string): string => UNTIL + at

const DAY_MS = 24 * 3_600_000

/** All sessions of the customer, or of the record, as one history by time. */
export const useHistory = defineStore('history', () => {
  const gateway = useGateway()
  const client = historyClient(gateway.http)
  const card = useCard()
  const messages = useMessages()
  const sessions = useSessions()

  const filter = shallowRef<HistoryFilter>(NO_FILTER)
  /** What may be shown, the one shown first in front. */
  const offered = computed((): readonly History[] =>
    (card.card?.can.history ?? []).flatMap((name) => HISTORIES.filter((one) => one === name)),
  )
  const key = computed(() => (sessions.history === null ? null : historyKey(sessions.history, filter.value)))

  /** Shows a history, or with `null` the session that was read before. */
  function show(of: History | null): void {
    sessions.history = of
    filter.value = NO_FILTER
    if (of) watchOver(of, NO_FILTER)
  }

  function narrow(part: Partial<HistoryFilter>): void {
    if (sessions.history === null) return
    filter.value = { ...filter.value, ...part }
    watchOver(sessions.history, filter.value)
  }

  /** From now on what comes is shown there too. The first page of what the card shows first is here already. */
  function watchOver(of: History, wanted: HistoryFilter): void {
    const name = historyKey(of, wanted)
    if (messages.views.has(name)) return
    const ofRecord = new Set<string>()
    let hop = { from: '', ms: DAY_MS }
    const take = (page: HistoryPage & { sessions: Parameters<typeof sessions.keep>[0][] }): HistoryPage => {
      for (const session of page.sessions) sessions.keep(session)
      if (of === 'record') for (const { sessionId } of page.items) ofRecord.add(sessionId)
      return page
    }
    messages.views.set(name, {
      async read(cursor) {
        const contact = sessions.contactId
        if (contact === null) return { items: [], next: null }
        const until = cursor?.startsWith(UNTIL) ? cursor.slice(UNTIL.length) : null
        return take(await client.timeline(contact, { of, ...wanted }, until === null ? cursor : null, until))
      },
      takes(message) {
        if (of === 'record' && !ofRecord.has(message.sessionId)) {
          // Whether the session is the record's only the host can tell.
          messages.of(name).fresh = false
          return false
        }
        return passes(wanted, message, sessions.find(message.sessionId))
      },
      hop(thread) {
        const last = thread.items.at(-1)
        if (!last || thread.gone.at(-1) !== null) return
        // Where nothing was said for long, ever longer steps find what comes next.
        hop = { from: last.id, ms: hop.from === last.id ? hop.ms * 2 : DAY_MS }
        const later = Date.parse(last.at) + hop.ms
        if (later < Date.now()) thread.gone = [null, untilCursor(new Date(later).toISOString())]
      },
    })
    const first = card.card?.timeline
    if (!first || of !== offered.value[0] || wanted !== NO_FILTER) return
    const thread = messages.of(name)
    if (thread.bounds.length > 0) return
    startWith(thread, take(first), null)
    // What has come since then stands at its session.
    const [oldest] = first.items
    for (const [id, { items }] of messages.threads) {
      if (messages.views.has(id)) continue
      for (const message of items)
        if ((!oldest || inOrder(message, oldest) > 0) && messages.views.get(name)?.takes(message))
          putMessage(thread, message)
    }
    thread.fresh = true
  }

  return { filter, offered, key, show, narrow }
})
