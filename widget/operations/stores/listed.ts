import { computed, ref, shallowRef } from '@vue/runtime-core'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { problemOf } from '../../shared/gateway.ts'

interface PageOf<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/**
 * A list that is read again and again, as far as it is shown. A failure leaves what was read on the screen, and an answer that a
 * deed has made old is dropped.
 * @param read a page; `cursor: null` for the first.
 */
export function listed<T>(read: (cursor: string | null) => Promise<PageOf<T>>) {
  /** `null`: nothing came yet. */
  const items = shallowRef<readonly T[] | null>(null)
  const next = ref<string | null>(null)
  /** Why the newest reading failed. */
  const problem = shallowRef<GatewayProblem | null>(null)
  const readAt = shallowRef<Date | null>(null)
  /** Ids of what something is being done to. */
  const busy = shallowRef<ReadonlySet<string>>(new Set())
  /** What a deed was answered, by the id of what it was done to. */
  const refused = shallowRef<ReadonlyMap<string, GatewayProblem>>(new Map())
  let pages = 1
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const found: T[] = []
      let cursor: string | null = null
      for (let n = 0; n < pages; n++) {
        const page: PageOf<T> = await read(cursor)
        found.push(...page.items)
        cursor = page.next
        if (cursor === null) break
      }
      if (mine !== turn) return
      items.value = found
      next.value = cursor
      problem.value = null
      readAt.value = new Date()
    } catch (error) {
      if (mine === turn) problem.value = problemOf(error)
    }
  }

  /** Does it, and shows what became of it; what goes wrong is shown at the thing itself. False: it went wrong, or is under way. */
  async function act(id: string, deed: () => Promise<unknown>): Promise<boolean> {
    if (busy.value.has(id)) return false
    busy.value = new Set([...busy.value, id])
    refused.value = new Map([...refused.value].filter(([other]) => other !== id))
    try {
      await deed()
      await load()
      return true
    } catch (error) {
      const said = problemOf(error)
      await load()
      refused.value = new Map([...refused.value, [id, said]])
      return false
    } finally {
      busy.value = new Set([...busy.value].filter((other) => other !== id))
    }
  }

  return {
    items,
    next,
    problem,
    readAt,
    busy,
    refused,
    loading: computed(() => items.value === null && problem.value === null),
    load,
    act,
    async more(): Promise<void> {
      pages += 1
      await load()
    },
  }
}
