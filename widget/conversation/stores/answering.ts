import { onScopeDispose, watch } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { knownOperation } from '../../../src/gateway/client/known-operation.ts'
import { OperationSchema, type WireOperation } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useLive } from './live.ts'
import { useOperations, type Outgoing } from './operations.ts'

/** After these the gateway may have it, though it did not say so. */
const IN_DOUBT: ReadonlySet<string> = new Set([
  'gateway-unreachable',
  'gateway-timeout',
  'gateway-unreadable',
  'journal-unavailable',
  'in-progress',
])
const FIRST_ASK_MS = 1000
const SELDOM_ASK_MS = 30_000

/** What leaves from a session: each is one intention, which may be asked for again but is sent once (R-ONCE-1). */
export const useAnswering = defineStore('answering', () => {
  const gateway = useGateway()
  const live = useLive()
  const { known, begin, put, remove } = useOperations()
  /** How each that was asked for here is asked for once more, under the same id. */
  const ways = new Map<string, () => Promise<WireOperation>>()
  /** Of which it is being asked whether the gateway has them. */
  const asking = new Set<string>()
  onScopeDispose(() => asking.clear())

  /** Shows an intention at once, and asks the gateway for it. Resolves with what became of it; `null`: nobody could be asked. */
  async function run(
    planned: WireOperation,
    ask: () => Promise<WireOperation>,
  ): Promise<WireOperation | null> {
    const { operationId } = planned
    begin(planned)
    ways.set(operationId, ask)
    try {
      const answer = await ask()
      if (answer.operationId !== operationId) remove(operationId)
      put(answer)
      return answer
    } catch (error) {
      const operation = known.get(operationId)?.operation ?? planned
      if (isSettled(operation.state)) return null
      const problem = problemOf(error)
      const inDoubt = IN_DOUBT.has(problem.code)
      known.set(operationId, { operation, problem, inDoubt })
      if (inDoubt) void findOut(operationId)
      return null
    }
  }

  /** Asks whether the gateway has it, later and later, and as soon as news come again: until then nobody knows whether it left. */
  async function findOut(operationId: string): Promise<void> {
    if (asking.has(operationId)) return
    asking.add(operationId)
    for (let pauseMs = FIRST_ASK_MS; ; pauseMs = Math.min(pauseMs * 2, SELDOM_ASK_MS)) {
      await rest(pauseMs)
      if (!asking.has(operationId) || !known.get(operationId)?.inDoubt) break
      const found = await knownOperation(gateway.http, operationId).catch(problemOf)
      const outgoing = known.get(operationId)
      // Tried again meanwhile, by hand.
      if (found instanceof GatewayProblem || !outgoing?.inDoubt) continue
      if (found) put(found)
      else known.set(operationId, { ...outgoing, inDoubt: false })
      break
    }
    asking.delete(operationId)
  }

  function rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    const stop = watch(
      () => live.state,
      (state) => state === 'live' && resolve(),
    )
    return promise.finally(() => {
      clearTimeout(timer)
      stop()
    })
  }

  /**
   * Tries a message that did not leave once more. Nobody could be asked: it is the same intention. It is settled that nothing left:
   * the gateway makes a new one of it.
   */
  async function again({ operation, problem }: Outgoing): Promise<void> {
    const { operationId } = operation
    const anew = () =>
      gateway.http.write(`operations/${encodeURIComponent(operationId)}/again`, OperationSchema, {})
    const ask = (problem && ways.get(operationId)) ?? anew
    await run({ ...operation, state: 'planned', failure: null }, ask)
  }

  /** Puts away for good what did not leave: it was read, or its words are somewhere else by now. */
  async function putAway(operationId: string): Promise<void> {
    remove(operationId)
    // A colleague’s stays on their own cards; and one that cannot be put away now is shown again after a reload.
    await gateway.http.remove(`operations/${encodeURIComponent(operationId)}/notice`).catch(problemOf)
  }

  return { run, again, putAway }
})
