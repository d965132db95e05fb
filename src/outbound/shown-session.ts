import { worksOn } from '../domain/reach.ts'
import type { Operator, Session } from '../domain/words.ts'
import { lineOf, linesOf, knownOperator, operatorOf } from './directory.ts'
import { NotFound, NotSupported, NotYours } from './errors.ts'
import type { Outbound } from './types.ts'

/**
 * The session that the host's page shows, and who its customer is. A page only wishes: the customer is told by the host, and
 * whoever does not work on the session's line does not see it here either (R-OPER-2).
 * @param shown what the host's page calls the session.
 * @throws NotFound, NotYours, NotSupported, UnknownOperator, HostError.
 */
export async function shownSession(
  o: Outbound,
  operatorId: string,
  shown: string,
): Promise<{ readonly operator: Operator; readonly contactId: string }> {
  const id = idOf(o, shown)
  const [operator, session] = await Promise.all([knownOperator(o, operatorId), id && o.host.sessions.get(id)])
  if (!session) throw new NotFound('session')
  if (!(await maySee(o, operator, session))) throw new NotYours()
  if (session.contactId === null) throw new NotFound('contact')
  return { operator, contactId: session.contactId }
}

/**
 * Who of the staff wrote these words as an internal note in the session that the page shows; `null`: nobody (yet).
 * @throws NotSupported, HostError.
 */
export async function noteWriter(o: Outbound, shown: string, words: string): Promise<Operator | null> {
  const id = idOf(o, shown)
  const author = id === null ? null : await identityOf(o).authorOfNote(id, words)
  return author === null ? null : operatorOf(o, author)
}

function idOf(o: Outbound, shown: string): string | null {
  return identityOf(o).sessionShown(shown)
}

function identityOf({ host }: Outbound) {
  if (!host.identity) throw new NotSupported('tell who is in front of the widget')
  return host.identity
}

/** A line that we do not know is nobody's, unless the host tells of no line who works there. */
async function maySee(o: Outbound, operator: Operator, { lineId }: Session): Promise<boolean> {
  const line = await lineOf(o, lineId)
  if (line) return worksOn(line, operator.id)
  return (await linesOf(o)).every(({ operators }) => operators === null)
}
