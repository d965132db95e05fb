import { computed, shallowRef, watch } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { knownOperation } from '../../../src/gateway/client/known-operation.ts'
import type { WireOperation } from '../../../src/wire/schemas.ts'
import { useOperations } from '../../conversation/stores/operations.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useFormGateway } from '../gateway.ts'
import { useDrafts } from './drafts.ts'
import { useForm } from './form.ts'

/**
 * Where the form's intention stands. `broken`: the gateway could not be asked, so the same intention may be tried again;
 * `refused` and `failed`: it is settled that nothing left, another try is another intention.
 */
export type Phase = 'writing' | 'sending' | 'sent' | 'refused' | 'failed' | 'unknown' | 'broken'

const ASK_AGAIN_MS = 2000
/** So often is it asked whether a hand-over has come through, before the form says that it is still on its way. */
const MOST_ROUTING_LOOKS = 3

/** Sends what the form holds, once, and says what became of it. */
export const useSending = defineStore('sending', () => {
  const gateway = useGateway()
  const formGateway = useFormGateway()
  const form = useForm()
  const drafts = useDrafts()
  const operations = useOperations()

  const phase = shallowRef<Phase>('writing')
  const operation = shallowRef<WireOperation | null>(null)
  const problem = shallowRef<GatewayProblem | null>(null)
  /** What the draft was sent as, before it came back. */
  const earlier = shallowRef<WireOperation | null>(null)
  const underWay = shallowRef<string | null>(null)
  /** What was to happen after sending is being done once more (R-AFTER-5). */
  const repeating = shallowRef(false)
  let routingLooks = 0

  /** The live stream may know before the answer comes. */
  const streamed = computed(() => operations.known.get(underWay.value ?? '')?.operation)
  watch(streamed, (news) => {
    if (news && phase.value === 'sending') settle(news)
  })

  function begin(): void {
    phase.value = 'writing'
    operation.value = null
    problem.value = null
    routingLooks = 0
  }

  /** What was said of the last try holds no longer: something else was chosen. */
  function reconsider(): void {
    if (phase.value === 'refused' || phase.value === 'failed') begin()
  }

  async function submit(): Promise<void> {
    const request = form.request()
    if (request) await run(request.operationId, () => formGateway.start(request))
  }

  /** R-OPEN-4: into the session that is open already, where the person may. */
  async function continueIn(sessionId: string): Promise<void> {
    const request = form.request()
    if (!request) return
    const { operationId, text, template = null, typed = null, attachments = [] } = request
    await run(operationId, () =>
      gateway.reply(sessionId, { operationId, text, template, typed, attachments }),
    )
  }

  async function run(operationId: string, ask: () => Promise<WireOperation>): Promise<void> {
    // A double click, a key held down: one intention.
    if (phase.value === 'sending' || phase.value === 'sent') return
    begin()
    phase.value = 'sending'
    underWay.value = operationId
    void drafts.flush()
    try {
      settle(await ask())
    } catch (error) {
      await lost(problemOf(error), operationId)
    }
  }

  /** No answer, or one that says no. Under an id that another text has taken, the gateway tells what became of that one. */
  async function lost(found: GatewayProblem, operationId: string): Promise<void> {
    if (phase.value !== 'sending') return
    if (found.code === 'operation-conflict') {
      const earlier = await gateway.operation(operationId).catch(problemOf)
      if (!(earlier instanceof GatewayProblem)) return settle(earlier)
    }
    phase.value = 'broken'
    problem.value = found
  }

  function settle(news: WireOperation): void {
    if (phase.value !== 'sending' || news.operationId !== underWay.value) return
    operation.value = news
    operations.put(news)
    if (!isSettled(news.state)) return void askAgain(news.operationId)
    if (news.state === 'sent' && news.routing === 'pending' && routingLooks < MOST_ROUTING_LOOKS) {
      routingLooks += 1
      return void askAgain(news.operationId)
    }
    if (news.state === 'sent' || news.state === 'unknown') void drafts.drop()
    if (news.state === 'sent' || news.state === 'refused' || news.state === 'unknown')
      phase.value = news.state
    else phase.value = 'failed'
    if (phase.value === 'sent') return
    form.renewOperation()
    if (phase.value === 'refused') void form.refreshWays()
  }

  /** The stream brings the end; should it be down, asking does. */
  async function askAgain(operationId: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    if (phase.value !== 'sending' || underWay.value !== operationId) return
    const news = await gateway.operation(operationId).catch(problemOf)
    if (news instanceof GatewayProblem) return askAgain(operationId)
    settle(news)
  }

  /** R-AFTER-5: what failed after sending is done again, and nothing else. */
  async function repeatAfter(): Promise<void> {
    const sent = operation.value
    if (repeating.value || !sent) return
    repeating.value = true
    problem.value = null
    try {
      const news = await formGateway.repeatAfter(sent.operationId)
      operation.value = news
      operations.put(news)
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      repeating.value = false
    }
  }

  /** A draft from before a reload may have been sent already: the gateway knows. */
  async function recall(operationId: string): Promise<void> {
    const known = await knownOperation(gateway.http, operationId).catch(problemOf)
    if (
      !known ||
      known instanceof GatewayProblem ||
      form.operationId !== operationId ||
      phase.value !== 'writing'
    )
      return
    if (known.state === 'sent') {
      earlier.value = known
      form.clear()
      return void drafts.drop()
    }
    underWay.value = operationId
    phase.value = 'sending'
    settle(known)
  }

  const state = { phase, operation, problem, earlier, repeating }
  return { ...state, begin, reconsider, submit, continueIn, repeatAfter, recall }
})
