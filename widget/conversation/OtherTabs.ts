import { defineComponent, onScopeDispose, shallowRef, watch } from '@vue/runtime-core'
import * as z from 'zod/mini'
import { useGateway } from '../shared/gateway.ts'
import { useCard } from './stores/card.ts'
import { useMessages } from './stores/messages.ts'
import { useSessions } from './stores/sessions.ts'

/** What a tab tells the others: this person has seen all of the session up to that time. */
const SeenSchema = z.object({
  gateway: z.string(),
  operatorId: z.string(),
  contactId: z.string(),
  sessionId: z.string(),
  at: z.iso.datetime(),
})

/**
 * Tabs of one browser agree on what is unread: what a person reads in one of them is unread in no other. Nothing is drawn, and where
 * the browser has no such channel every tab counts for itself.
 */
export default defineComponent(() => {
  const { gateway } = useGateway().options
  const card = useCard()
  const sessions = useSessions()
  const messages = useMessages()
  const newest = (sessionId: string): string | undefined => messages.threads.get(sessionId)?.items.at(-1)?.at

  const inSight = shallowRef(!document.hidden)
  const look = (): void => void (inSight.value = !document.hidden)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))
  if (typeof BroadcastChannel === 'undefined') return () => null

  const channel = new BroadcastChannel('firstline-seen')
  onScopeDispose(() => channel.close())
  const seenUntil = new Map<string, string>()

  // Only what is shown in a page that can be seen is being read.
  watch(
    () => {
      const sessionId = inSight.value && sessions.history === null ? sessions.chosenId : null
      return sessionId === null ? null : { sessionId, at: newest(sessionId) }
    },
    (seen, before) => {
      const contactId = card.card?.contact?.id
      if (!seen?.at || !contactId || (seen.sessionId === before?.sessionId && seen.at === before.at)) return
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other target than its own origin
      channel.postMessage({ gateway, operatorId: card.card?.operator.id, contactId, ...seen })
    },
    { immediate: true },
  )

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const told = z.safeParse(SeenSchema, data)
    if (!told.success || told.data.gateway !== gateway) return
    const { operatorId, contactId, sessionId, at } = told.data
    if (operatorId !== card.card?.operator.id || contactId !== card.card.contact?.id) return
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
