import { z } from 'zod'
import type { RecordRef } from '../../domain/words.ts'
import type { GatewayAccess } from './deps.ts'

const AnswerSchema = z.object({ context: z.string(), expiresAt: z.string() })
export type CardContext = z.infer<typeof AnswerSchema>

// A card must not wait long for a plugin that is not there.
const PATIENCE_MS = 4000

/**
 * Asks the gateway for the context of a card, or of a page without a record, with the workspace secret that browsers never see. `null` when the gateway does not
 * answer or refuses: the card then says that the conversation is not available.
 */
export function cardContext(
  gateway: GatewayAccess | null,
  operatorId: string,
  record: RecordRef | null,
): Promise<CardContext | null> {
  return contextFor(gateway, { operator: operatorId, ...(record ? { record } : {}) })
}

/** The same for Operations. In the sandbox everybody is an administrator; a real CRM looks at its own roles here. */
export function operationsContext(
  gateway: GatewayAccess | null,
  operatorId: string,
): Promise<CardContext | null> {
  return contextFor(gateway, { operator: operatorId, right: 'operations' })
}

async function contextFor(gateway: GatewayAccess | null, body: object): Promise<CardContext | null> {
  if (!gateway) return null
  try {
    const response = await fetch(`${gateway.url}/v1/contexts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) return null
    return AnswerSchema.parse(await response.json())
  } catch {
    // Down, slow or talking nonsense: for the card it is the same.
    return null
  }
}
