import type { WireOperation } from '../wire/schemas.ts'
import { outcomeOf, perform } from './carry.ts'
import { NotFound, NothingToRepeat } from './errors.ts'
import { before } from './start.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/**
 * Sends an answer or a note that did not leave once more: a new intention with the words, template and files of the old one, judged by
 * the rules of now. Asked for twice, or in two tabs, it is one (R-ONCE-1).
 * @throws NotFound when it is not the asker's own, NothingToRepeat when it left or may have left.
 */
export async function sendAgain(o: Outbound, asker: Asker, id: string): Promise<WireOperation> {
  const old = await o.journal.operations.get(id)
  const repeatable = old?.intent.kind === 'reply' || old?.intent.deed?.kind === 'note'
  if (!old || !repeatable || old.intent.operatorId !== asker.operatorId) throw new NotFound('operation')
  if (old.state !== 'failed' && old.state !== 'refused') throw new NothingToRepeat()
  const { fingerprint, intent, contactId } = old
  const next = idOfAgain(id)
  const known = await before(o, next, fingerprint)
  const operation = known
    ? await outcomeOf(o, known)
    : await perform(o, { id: next, fingerprint, intent, contactId })
  // In its place stands the new one, in other tabs too.
  await o.journal.operations.putAway(id, asker.operatorId, o.now())
  return wireOperation(operation, asker.locale)
}

/** Under which id: `a` is sent again as `a+1`, that one as `a+2`. */
export function idOfAgain(id: string): string {
  const [, base = id, n = '0'] = /^(.*)\+(\d+)$/.exec(id) ?? []
  return `${base}+${Number(n) + 1}`
}
