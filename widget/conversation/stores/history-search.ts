import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { historyClient } from '../../../src/gateway/client/history.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireHistorySearch } from '../../../src/wire/history.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { NO_FILTER } from '../history/history-filter.ts'
import { useHistory } from './history.ts'
import { useMessages } from './messages.ts'
import { usePlaces } from './places.ts'
import { useSessions } from './sessions.ts'

/** As many letters as the gateway looks for at least. */
export const LEAST_LETTERS = 2

/** Where something was said: found by the gateway page by page, gone through one by one. */
export const useHistorySearch = defineStore('history-search', () => {
  const client = historyClient(useGateway().http)
  const history = useHistory()
  const messages = useMessages()
  const places = usePlaces()
  const sessions = useSessions()

  const isOpen = shallowRef(false)
  /** What was looked for last; empty: nothing yet. */
  const asked = shallowRef('')
  /** Newest first. */
  const hits = shallowRef<WireHistorySearch['hits']>([])
  /** Back to when was looked, and how it goes on; `null`: everything was looked through. */
  const left = shallowRef<{ readonly until: string | null; readonly next: string } | null>(null)
  /** Which of the hits one stands at. */
  const at = shallowRef(-1)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  const hit = computed(() => hits.value[at.value] ?? null)
  let turn = 0

  /** Looks for other words, and goes to the newest hit. */
  async function find(words: string): Promise<void> {
    reset()
    asked.value = words.trim()
    if ([...asked.value].length < LEAST_LETTERS) return
    // The gateway does not search by author, and what it finds must be seen.
    if (history.filter.author !== null) history.narrow({ author: null })
    await read(null)
  }

  /** Looks through what is older than what was looked through. */
  async function further(): Promise<void> {
    if (left.value && !loading.value) await read(left.value.next)
  }

  async function read(cursor: string | null): Promise<void> {
    const mine = turn
    const [of] = history.offered
    if (!of || sessions.contactId === null) return
    const part = sessions.history ? history.filter : NO_FILTER
    loading.value = true
    problem.value = null
    const filter = { ...part, of: sessions.history ?? of }
    const answer = await client.search(sessions.contactId, asked.value, filter, cursor).catch(problemOf)
    if (mine !== turn) return
    loading.value = false
    if (!('hits' in answer)) return void (problem.value = answer)
    for (const session of answer.sessions) sessions.keep(session)
    hits.value = [...hits.value, ...answer.hits]
    left.value = answer.next === null ? null : { until: answer.until, next: answer.next }
    if (answer.hits.length > 0) step(1)
  }

  /** To the next older hit (`1`), looking further where there is none yet, or to the next newer one (`-1`). */
  function step(by: 1 | -1): void {
    const next = hits.value[at.value + by]
    if (!next) return void (by === 1 && further())
    at.value += by
    const { id: messageId, sessionId, at: said } = next.message
    void places.goTo({ sessionId, messageId, at: said, focus: false })
  }

  function reset(): void {
    turn++
    hits.value = []
    left.value = null
    at.value = -1
    loading.value = false
    problem.value = null
    asked.value = ''
    // What was found before is no hit of what is looked for now.
    messages.found = null
  }

  function close(): void {
    reset()
    places.stop()
    isOpen.value = false
  }

  return { isOpen, asked, hits, hit, at, left, loading, problem, find, further, step, close }
})
