import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireContactPage, WireFoundContact } from '../../../src/wire/people.ts'
import { problemOf } from '../../shared/gateway.ts'
import { usePeopleGateway } from '../people-gateway.ts'

const SHORTEST = 3
const PAUSE_MS = 250
const NOBODY: WireContactPage = { items: [], next: null }

/** Looks for customers in the form. */
export const useSearch = defineStore('search', () => contactSearch(false))

/**
 * Looks for customers while the person types; an answer to what is no longer typed is dropped (R-FIND-1).
 * @param sessions with the open sessions of everybody found (R-START-4).
 */
export function contactSearch(sessions: boolean) {
  const gateway = usePeopleGateway()
  const query = shallowRef('')
  /** `null`: nothing was found out yet. Kept while the next answer is on its way, so that nothing jumps. */
  const found = shallowRef<readonly WireFoundContact[] | null>(null)
  const next = shallowRef<string | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function ask(text: string): void {
    query.value = text
    begin(text)
    if (loading.value) timer = setTimeout(() => void read(text.trim(), null), PAUSE_MS)
  }

  /** Asks the same once more, without a pause: after a failure. */
  function again(): void {
    begin(query.value)
    if (loading.value) void read(query.value.trim(), null)
  }

  function begin(text: string): void {
    asked += 1
    clearTimeout(timer)
    problem.value = null
    loading.value = isLongEnough(text)
    if (!loading.value) show(NOBODY, null)
  }

  /** The next page, under the ones that are there. */
  async function more(): Promise<void> {
    if (loading.value || next.value === null) return
    loading.value = true
    problem.value = null
    await read(query.value.trim(), next.value)
  }

  async function read(text: string, cursor: string | null): Promise<void> {
    const mine = asked
    try {
      const page = await gateway.find(text, cursor, sessions)
      if (mine === asked) show(page, cursor === null ? [] : (found.value ?? []))
    } catch (error) {
      if (mine !== asked) return
      problem.value = problemOf(error)
      if (cursor === null) show(NOBODY, null)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  /** @param before what stands above it; `null`: nothing is found at all. */
  function show(page: WireContactPage, before: readonly WireFoundContact[] | null): void {
    next.value = page.next
    // Somebody created meanwhile moves the pages: nobody is shown twice.
    found.value = before && [
      ...before,
      ...page.items.filter(({ id }) => !before.some((known) => known.id === id)),
    ]
  }

  const clear = (): void => ask('')

  return { query, found, next, loading, problem, ask, again, more, clear }
}

/** May it be looked for? The punctuation of a phone and the `@` of a user name do not count (R-FIND-1). */
export function isLongEnough(query: string): boolean {
  const bare = isPhone(query) ? query.replaceAll(/[^\d+]/g, '') : query.trim().replace(/^@/, '')
  return bare.length >= SHORTEST
}

/** Does it look like (a part of) a phone number? */
export function isPhone(query: string): boolean {
  return /^[+\d\s().\-–—‑]*\d[+\d\s().\-–—‑]*$/.test(query)
}
