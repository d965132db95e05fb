import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import type { WireOperation } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useOperations, type Outgoing } from './operations.ts'

/** Answers in an open session: each is one intention, which may be asked for again but is sent once (R-ONCE-1). */
export const useAnswering = defineStore('answering', () => {
  const gateway = useGateway()
  const { known, put, remove } = useOperations()

  async function reply(sessionId: string, text: string): Promise<void> {
    const operationId = crypto.randomUUID()
    put(planned(operationId, sessionId, text))
    await ask(sessionId, operationId, text)
  }

  /** Tries a message that did not leave once more. What is settled as not sent needs a new intention; else it is the same one. */
  async function again({ operation, problem }: Outgoing): Promise<void> {
    if (operation.sessionId === null) return
    if (problem) {
      put(planned(operation.operationId, operation.sessionId, operation.text))
      return ask(operation.sessionId, operation.operationId, operation.text)
    }
    remove(operation.operationId)
    return reply(operation.sessionId, operation.text)
  }

  async function ask(sessionId: string, operationId: string, text: string): Promise<void> {
    try {
      put(await gateway.reply(sessionId, operationId, text))
    } catch (error) {
      const operation = known.get(operationId)?.operation ?? planned(operationId, sessionId, text)
      if (!isSettled(operation.state)) known.set(operationId, { operation, problem: problemOf(error) })
    }
  }

  return { reply, again }
})

function planned(operationId: string, sessionId: string, text: string): WireOperation {
  const at = new Date().toISOString()
  const nowhereYet = { messageId: null, lineId: null, channel: null, address: null, after: null }
  const nothingYet = { routing: 'none' as const, reasons: [], failure: null, subject: null, attachments: [] }
  return { operationId, state: 'planned', sessionId, text, at, ...nowhereYet, ...nothingYet }
}
