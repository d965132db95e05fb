import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import { OperationSchema, type WireOperation } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useOperations, type Outgoing } from './operations.ts'

/** What leaves from a session: each is one intention, which may be asked for again but is sent once (R-ONCE-1). */
export const useAnswering = defineStore('answering', () => {
  const gateway = useGateway()
  const { known, begin, put, remove } = useOperations()
  /** How each that was asked for here is asked for once more, under the same id. */
  const ways = new Map<string, () => Promise<WireOperation>>()

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
      if (!isSettled(operation.state)) known.set(operationId, { operation, problem: problemOf(error) })
      return null
    }
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

  return { run, again }
})
