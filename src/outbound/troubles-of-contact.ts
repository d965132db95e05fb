import type { Operation } from '../journal/operation.ts'
import type { WireOperation } from '../wire/schemas.ts'
import { idOfAgain } from './again.ts'
import { NotFound } from './errors.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Locale, Outbound } from './types.ts'

const DAY_MS = 24 * 3600_000

/** What did not leave for a contact, or not yet, or whose fate nobody knows, as this person's card shows it. */
export async function troublesOf(
  o: Outbound,
  { operatorId, locale }: Asker,
  contactId: string,
): Promise<WireOperation[]> {
  const { operations } = o.journal
  const found = await operations.troubled(contactId, new Date(o.now().getTime() - DAY_MS), operatorId)
  // What was sent again stands there under its new id, or left.
  const again = await operations.several(found.map(({ id }) => idOfAgain(id)))
  return (
    found
      .filter(({ id }) => !again.has(idOfAgain(id)))
      // What was to follow is repeated by whoever sent it (R-AFTER-5).
      .filter(({ state, intent }) => state !== 'sent' || intent.operatorId === operatorId)
      .map((operation) => wireOperation(operation, locale))
  )
}

/** An operation as a card hears of it while it is open, which shows and hides it as one that is opened now would. */
export function operationOnCard(
  operation: Operation,
  { operatorId, locale }: { readonly operatorId: string; readonly locale: Locale },
): WireOperation {
  const shown = wireOperation(operation, locale)
  const isOthersRefusal = operation.state === 'refused' && operation.intent.operatorId !== operatorId
  return isOthersRefusal ? { ...shown, putAway: true } : shown
}

/** Puts away what did not leave, for good: it was read, or goes on elsewhere. @throws NotFound when it is not the asker's own, or left. */
export async function putAway(o: Outbound, { operatorId }: Asker, id: string): Promise<void> {
  if (!(await o.journal.operations.putAway(id, operatorId, o.now()))) throw new NotFound('operation')
}
