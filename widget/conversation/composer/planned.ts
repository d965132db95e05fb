import type { WireOperation } from '../../../src/wire/schemas.ts'

/** An intention as it is shown before the gateway knows of it. */
export function planned(operationId: string, sessionId: string, text: string): WireOperation {
  const at = new Date().toISOString()
  const nowhereYet = { messageId: null, lineId: null, channel: null, address: null, after: null }
  const nothingYet = { routing: 'none' as const, reasons: [], failure: null, subject: null, attachments: [] }
  return { operationId, state: 'planned', sessionId, text, at, ...nowhereYet, ...nothingYet }
}
