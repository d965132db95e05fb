import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import type { Person } from './form.ts'

const SHORTEST = 3
const PAUSE_MS = 250

/** Looks for contacts while the person types; an answer to what is no longer typed is dropped (R-FIND-1). */
export const useSearch = defineStore('search', () => {
  const gateway = useGateway()
  const query = shallowRef('')
  /** `null`: nothing was asked yet. */
  const found = shallowRef<readonly Person[] | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function ask(text: string): void {
    query.value = text
    problem.value = null
    asked += 1
    clearTimeout(timer)
    if (text.trim().length < SHORTEST) {
      found.value = null
      loading.value = false
      return
    }
    loading.value = true
    const mine = asked
    timer = setTimeout(() => void look(text.trim(), mine), PAUSE_MS)
  }

  async function look(text: string, mine: number): Promise<void> {
    try {
      const page = await gateway.findContacts(text)
      if (mine === asked) found.value = page.items
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  const clear = (): void => ask('')

  return { query, found, loading, problem, ask, clear }
})
