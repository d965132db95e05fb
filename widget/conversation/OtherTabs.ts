import { defineComponent, onScopeDispose, shallowRef, watch } from '@vue/runtime-core'
import * as z from 'zod/mini'
import { useGateway } from '../shared/gateway.ts'
import { readMarks } from './read-marks.ts'
import { useCard } from './stores/card.ts'
import { useHistory } from './stores/history.ts'
import { useMessages } from './stores/messages.ts'
import { useSessions } from './stores/sessions.ts'
import { markSinceLastTime } from './stores/since-last-time.ts'

/** What a tab tells the others: this person has seen all of the session up to that time. */
const SeenSchema = z.object({
  gateway: z.string(),
  operatorId: z.string(),
  contactId: z.string(),
  sessionId: z.string(),
  at: z.iso.datetime(),
})

/**
 * Tabs of one browser agree on what is unread, those too that are opened later: what a person reads in one of them is unread in no
 * other. Nothing is drawn, and where the browser has no such channel every tab counts for itself.
 */
export default defineComponent(() => {
  const { gateway } = useGateway().options
  const card = useCard()
  const history = useHistory()
  const sessions = useSessions()
  const messages = useMessages()
  const newest = (sessionId: string): string | undefined => messages.threads.get(sessionId)?.items.at(-1)?.at
  const operatorId = (): string => card.card?.operator.id ?? ''

  const inSight = shallowRef(!document.hidden)
  const look = (): void => void (inSight.value = !document.hidden)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))

  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('firstline-seen')
  onScopeDispose(() => channel?.close())
  const seenUntil = new Map<string, string>()
  const told = new Map<string, string>()

  /** What is new on this card is known; until then nothing of it counts as read. */
  const isCounted = shallowRef(false)
  watch(
    () => card.card?.contact?.id,
    async (contactId) => {
      isCounted.value = false
      if (!card.card || !contactId) return
      await markSinceLastTime(card.card, readMarks(gateway, operatorId()).kept(), { sessions, messages })
      isCounted.value = card.card.contact?.id === contactId
    },
    { immediate: true },
  )

  /** Only what is shown to its end, in a page that can be seen, is being read. */
  function read(): ReadonlyMap<string, string> {
    const latest = new Map<string, string>()
    const name = history.key ?? sessions.chosenId
    const thread = name === null ? undefined : messages.threads.get(name)
    const isLate = sessions.opened?.id === name && sessions.opened.unseen.length > 0
    if (!inSight.value || !isCounted.value || !thread || thread.gone.length > 0 || isLate) return latest
    if ((thread.unread?.count ?? 0) > 0) return latest
    for (const { sessionId, at } of thread.items) latest.set(sessionId, at)
    return latest
  }
  watch(
    read,
    (latest) => {
      const contactId = card.card?.contact?.id
      const news = [...latest].filter(([sessionId, at]) => told.get(sessionId) !== at)
      if (!contactId || news.length === 0) return
      const marks = news.map(([sessionId, at]) => [sessionId, Date.parse(at)])
      readMarks(gateway, operatorId()).keep(Object.fromEntries(marks))
      for (const [sessionId, at] of news) {
        told.set(sessionId, at)
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other target than its own origin
        channel?.postMessage({ gateway, operatorId: operatorId(), contactId, sessionId, at })
      }
    },
    { immediate: true },
  )

  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const heard = z.safeParse(SeenSchema, data)
    if (!heard.success || heard.data.gateway !== gateway) return
    const { contactId, sessionId, at } = heard.data
    if (heard.data.operatorId !== card.card?.operator.id || contactId !== card.card.contact?.id) return
    if ((seenUntil.get(sessionId) ?? '') < at) seenUntil.set(sessionId, at)
    settle()
  })
  // The live event may come after the word of the other tab.
  watch(() => [...sessions.unseen], settle)
  function settle(): void {
    for (const sessionId of sessions.unseen.keys()) {
      const [at, until] = [newest(sessionId), seenUntil.get(sessionId)]
      if (at !== undefined && until !== undefined && at <= until) sessions.unseen.delete(sessionId)
    }
  }
  return () => null
})
