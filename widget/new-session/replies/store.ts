import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCannedReply } from '../../../src/wire/form.ts'
import { problemOf } from '../../shared/gateway.ts'
import { useFormGateway } from '../gateway.ts'
import { findReplies, type ReplyTab } from './search.ts'

// As many as the list shows before it is asked for more.
const STEP = 20

/** Canned replies (R-MSG-2). The host tells them page by page and does not search, so pages are fetched until enough is found. */
export const useCannedReplies = defineStore('canned-replies', () => {
  const gateway = useFormGateway()
  const replies = shallowRef<readonly WireCannedReply[]>([])
  const tab = shallowRef<ReplyTab>('mine')
  const typed = shallowRef('')
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  /** `undefined`: nothing was asked yet; `null`: all are here. */
  const next = shallowRef<string | null | undefined>()
  const wanted = shallowRef(STEP)

  const found = computed(() => findReplies(replies.value, tab.value, typed.value))
  const shown = computed(() => found.value.slice(0, wanted.value))
  const hasMore = computed(() => found.value.length > wanted.value || typeof next.value === 'string')

  async function look(): Promise<void> {
    if (loading.value) return
    problem.value = null
    loading.value = true
    try {
      while (next.value !== null && found.value.length < wanted.value) {
        const page = await gateway.cannedReplies(next.value ?? null)
        replies.value = [...replies.value, ...page.items]
        // A host that gives the same page for ever must not keep us asking for ever.
        next.value = page.next === next.value ? null : page.next
      }
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      loading.value = false
    }
  }

  function ask(part: { tab?: ReplyTab; typed?: string }): void {
    tab.value = part.tab ?? tab.value
    typed.value = part.typed ?? typed.value
    wanted.value = STEP
    void look()
  }

  function more(): void {
    wanted.value += STEP
    void look()
  }

  return { tab, typed, loading, problem, next, found, shown, hasMore, look, ask, more }
})
