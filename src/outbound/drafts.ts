import type { WireDraft } from '../wire/draft.ts'
import { DraftConflict, InvalidInput } from './errors.ts'
import type { Asker, Outbound } from './types.ts'

/**
 * Keeps the form as it stands. `draft.version` is the version on which it builds; whoever was told of a newer one and wants to
 * overwrite it saves on that.
 * @throws DraftConflict when another tab has saved since then; InvalidInput (path `version`).
 */
export async function saveDraft(
  o: Outbound,
  { operatorId, record, locale }: Asker,
  draft: WireDraft,
): Promise<{ version: number; at: string }> {
  if (!Number.isSafeInteger(draft.version) || draft.version < 0)
    throw new InvalidInput([{ path: 'version', message: NOT_A_VERSION[locale] }])
  const now = o.now()
  const { drafts } = o.journal
  let outcome = await drafts.save(operatorId, record, draft, now)
  // Left by a tab that had not heard that its message was sent: there is nothing in it to lose.
  if (outcome.kind === 'conflict' && (await isSent(o, outcome.newer)))
    outcome = await drafts.save(operatorId, record, { ...draft, version: outcome.newer.version }, now)
  if (outcome.kind === 'conflict') throw new DraftConflict(outcome.newer)
  return { version: outcome.version, at: now.toISOString() }
}

/** The draft of this operator on this record, unless it was sent meanwhile (a crash may have come before it was dropped). */
export async function readDraft(o: Outbound, { operatorId, record }: Asker): Promise<WireDraft | null> {
  const draft = await o.journal.drafts.read(operatorId, record)
  return draft && !(await isSent(o, draft)) ? draft : null
}

async function isSent(o: Outbound, { operationId }: WireDraft): Promise<boolean> {
  return (await o.journal.operations.get(operationId))?.state === 'sent'
}

/** Forgets the draft of this operator on this record. */
export async function dropDraft(o: Outbound, { operatorId, record }: Asker): Promise<void> {
  await o.journal.drafts.drop(operatorId, record)
}

const NOT_A_VERSION = {
  en: 'The version of a draft is a whole number from 0 on.',
  ru: 'Версия черновика — целое число, начиная с 0.',
} as const
