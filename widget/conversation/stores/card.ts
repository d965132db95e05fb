import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireDraft } from '../../../src/wire/draft.ts'
import type { WireCard } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useMessages } from './messages.ts'
import { useOperations } from './operations.ts'
import { useSessions } from './sessions.ts'

/** The card itself: whose record, which lines, what may be done. One request brings all that is shown first. */
export const useCard = defineStore('card', () => {
  const gateway = useGateway()
  const sessions = useSessions()
  const messages = useMessages()
  const operations = useOperations()

  const card = shallowRef<WireCard | null>(null)
  const loading = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  /** The form as it was left, by this card or by an earlier one of the same person. */
  const draft = shallowRef<WireDraft | null>(null)

  /** Loads all, or loads all again after a break; what is being read stays where it is. */
  async function load(): Promise<WireCard | null> {
    if (loading.value) return null
    loading.value = true
    problem.value = null
    const isFirst = card.value === null
    try {
      const answer = await gateway.card()
      messages.fill(answer)
      sessions.fill(answer)
      operations.fill(answer)
      if (isFirst) draft.value = answer.draft
      card.value = answer
      return answer
    } catch (error) {
      problem.value = problemOf(error)
      return null
    } finally {
      loading.value = false
    }
  }

  /** Nothing of the form is worth keeping any more. Not to be heard is no harm: an old draft is seen to have been sent. */
  async function dropDraft(): Promise<void> {
    draft.value = null
    await gateway.dropDraft().catch(problemOf)
  }

  return { card, loading, problem, draft, load, dropDraft }
})
