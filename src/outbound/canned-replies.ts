import type { WireCannedReply } from '../wire/form.ts'
import type { WirePage } from './conversation.ts'
import { knownOperator } from './directory.ts'
import { NotSupported } from './errors.ts'
import type { Asker, Outbound } from './types.ts'

/** The operator's own and the directory's, a page at a time (R-MSG-2). @throws NotSupported, UnknownOperator, HostError. */
export async function listCannedReplies(
  o: Outbound,
  { operatorId }: Asker,
  cursor: string | null,
): Promise<WirePage<WireCannedReply>> {
  const { cannedReplies } = o.host
  if (!cannedReplies) throw new NotSupported('offer canned replies')
  const [{ items, next }] = await Promise.all([
    cannedReplies.list(cursor, operatorId),
    knownOperator(o, operatorId),
  ])
  return { items: items.map(({ id, title, text, own }) => ({ id, title, text, own })), next }
}
