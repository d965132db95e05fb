import type { Ask } from './database.ts'

/** @see Operations.takeMessage */
export async function takeMessage(
  ask: Ask,
  workspace: string,
  operationId: string,
  messageIds: readonly string[],
): Promise<string | null> {
  const [own] = await ask<{ message_id: string }>(
    `select message_id from found_messages where workspace = $1 and operation_id = $2 and message_id = any($3) limit 1`,
    [workspace, operationId, messageIds],
  )
  if (own) return own.message_id
  for (const messageId of messageIds) {
    // Whoever comes second waits for the first, and is told whose it is.
    const [taken] = await ask<{ operation_id: string }>(
      `insert into found_messages as known (workspace, message_id, operation_id) values ($1, $2, $3)
       on conflict (workspace, message_id) do update set operation_id = known.operation_id returning operation_id`,
      [workspace, messageId, operationId],
    )
    if (taken?.operation_id === operationId) return messageId
  }
  return null
}
