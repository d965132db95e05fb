import type { WireOperation } from '../../../src/wire/schemas.ts'

/**
 * An intention as it is shown before the gateway knows of it. It stands below the newest message, also where this machine's clock is
 * behind.
 */
export function planned(
  operationId: string,
  sessionId: string,
  text: string,
  newestAt?: string,
): WireOperation {
  const at = new Date(Math.max(Date.now(), Date.parse(newestAt ?? '') || 0)).toISOString()
  const nowhereYet = { messageId: null, lineId: null, channel: null, address: null, after: null }
  const nothingYet = { routing: 'none' as const, reasons: [], failure: null, subject: null, attachments: [] }
  return { operationId, state: 'planned', sessionId, text, at, ...nowhereYet, ...nothingYet }
}
