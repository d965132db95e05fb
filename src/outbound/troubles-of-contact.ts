import type { Operation } from '../journal/operation.ts'
import { idOfAgain } from './again.ts'
import { NotFound } from './errors.ts'
import type { Asker, Outbound } from './types.ts'

const DAY_MS = 24 * 3600_000

/** What did not leave for a contact, or not yet, or whose fate nobody knows, as this person's card shows it. */
export async function troublesOf(
  o: Outbound,
  { operatorId }: Asker,
  contactId: string,
): Promise<readonly Operation[]> {
  const { operations } = o.journal
  const found = await operations.troubled(contactId, new Date(o.now().getTime() - DAY_MS), operatorId)
  const shown = await Promise.all(
    found.map(async (one) => {
      // What was to follow is repeated by whoever sent it (R-AFTER-5).
      if (one.state === 'sent') return one.intent.operatorId === operatorId
      // What was sent again stands there under its new id, or left.
      return one.state !== 'refused' || (await operations.get(idOfAgain(one.id))) === null
    }),
  )
  return found.filter((_, n) => shown[n])
}

/** Puts away what did not leave, for good: it was read, or goes on elsewhere. @throws NotFound when it is not the asker's own, or left. */
export async function putAway(o: Outbound, { operatorId }: Asker, id: string): Promise<void> {
  if (!(await o.journal.operations.putAway(id, operatorId, o.now()))) throw new NotFound('operation')
}
