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

  let round = 0

  async function look(): Promise<void> {
    if (loading.value) return
    const mine = round
    problem.value = null
    loading.value = true
    try {
      while (next.value !== null && found.value.length < wanted.value) {
        const page = await gateway.cannedReplies(next.value ?? null)
        if (mine !== round) return
        replies.value = [...replies.value, ...page.items]
        // A host that gives the same page for ever must not keep us asking for ever.
        next.value = page.next === next.value ? null : page.next
      }
    } catch (error) {
      const found = problemOf(error)
      if (mine === round) problem.value = found
    } finally {
      if (mine === round) loading.value = false
    }
  }

  function ask(part: { tab?: ReplyTab; typed?: string }): void {
    tab.value = part.tab ?? tab.value
    typed.value = part.typed ?? typed.value
    wanted.value = STEP
    void look()
  }

  /**
   * Asks from the beginning. Who has none of their own is shown the directory, unless they chose a tab or wrote meanwhile, or
   * `mayTurn` says no.
   */
  async function open(mayTurn: () => boolean): Promise<void> {
    forget()
    typed.value = ''
    wanted.value = STEP
    await look()
    const isUntouched = tab.value === 'mine' && typed.value === '' && mayTurn()
    if (isUntouched && next.value === null && found.value.length === 0 && replies.value.length > 0)
      tab.value = 'directory'
  }

  function more(): void {
    wanted.value += STEP
    void look()
  }

  /** They may have been changed since: what is asked next is asked from the beginning. */
  function forget(): void {
    round += 1
    replies.value = []
    next.value = undefined
    problem.value = null
    loading.value = false
  }

  return { tab, typed, loading, problem, next, found, shown, hasMore, look, ask, open, more }
})
