import type { WireDraft } from '../wire/draft.ts'
import type { Asker, Outbound } from './types.ts'

/** Keeps the form as it stands; a later save replaces an earlier one. */
export async function saveDraft(
  o: Outbound,
  { operatorId, record }: Asker,
  draft: WireDraft,
): Promise<{ version: number; at: string }> {
  const kept = { ...draft, version: draft.version + 1 }
  await o.journal.drafts.save(operatorId, record, kept, o.now())
  return { version: kept.version, at: o.now().toISOString() }
}

/** The draft of this operator on this record, unless it was sent meanwhile (a crash may have come before it was dropped). */
export async function readDraft(o: Outbound, { operatorId, record }: Asker): Promise<WireDraft | null> {
  const draft = await o.journal.drafts.read(operatorId, record)
  if (!draft) return null
  const operation = await o.journal.operations.get(draft.operationId)
  return operation?.state === 'sent' ? null : draft
}

export async function dropDraft(o: Outbound, { operatorId, record }: Asker): Promise<void> {
  await o.journal.drafts.drop(operatorId, record)
}
