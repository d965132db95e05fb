import { supervises } from '../domain/reach.ts'
import type { Contact, Line, Session } from '../domain/words.ts'
import type { WireFoundContact } from '../wire/people.ts'
import { linesOf, operatorName } from './directory.ts'
import { optional } from './kept.ts'
import { lostLine } from './target.ts'
import type { Outbound } from './types.ts'

/** For so many people of a page the host is asked more; people look at the first ones. */
const MOST_PEOPLE = 10
const AT_ONCE = 4

/**
 * The people found, with their open sessions where asked for (R-START-4), and with addresses where two of them have one name. For
 * whom the host does not answer, it is left out.
 */
export async function foundContacts(
  o: Outbound,
  operatorId: string,
  contacts: readonly Contact[],
  withSessions: boolean,
): Promise<WireFoundContact[]> {
  const found: WireFoundContact[] = contacts.map(({ id, name }) => ({ id, name }))
  const namesakes = new Set(namesTwice(found))
  const lines = withSessions ? await linesOf(o) : []
  // So many workers take one after another, so that a search is no burst of questions.
  const waiting = found.slice(0, MOST_PEOPLE)
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const sessions = withSessions ? await openSessions(o, operatorId, lines, one.id) : undefined
      const addresses = namesakes.has(one.name) ? await addressesOf(o, one.id) : undefined
      if (sessions) one.sessions = sessions
      if (addresses) one.addresses = addresses
    }
  }
  if (withSessions || namesakes.size > 0) await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

function namesTwice(contacts: readonly Pick<Contact, 'name'>[]): string[] {
  const names = contacts.map(({ name }) => name)
  return names.filter((name, place) => names.indexOf(name) !== place)
}

type FoundSessions = WireFoundContact['sessions']

/** By the first page, the newest activity first: a session that nobody touched behind so many newer ones is told with the card. */
async function openSessions(
  o: Outbound,
  operatorId: string,
  lines: readonly Line[],
  contactId: string,
): Promise<FoundSessions> {
  const page = await optional(
    o,
    'the sessions of a found contact',
    null,
    o.host.sessions.ofContact(contactId, null),
  )
  const open = page?.items.filter(({ state }) => state !== 'closed')
  return (
    open &&
    Promise.all(
      open.map(async (session) => {
        const line =
          lines.find(({ id }) => id === session.lineId) ?? lostLine(session.lineId, session.channel)
        return {
          id: session.id,
          lineName: line.name,
          channel: session.channel,
          operatorName: await operatorName(o, session.operatorId),
          own: isOwn(session, line, operatorId),
        }
      }),
    )
  )
}

/** R-AFTER-3: one goes to one's own session, as an operator of the line; who only supervises it is not sent there. */
function isOwn(session: Session, line: Line, operatorId: string): boolean {
  if (session.operatorId !== operatorId) return false
  return line.operators?.includes(operatorId) ?? !supervises(line, operatorId)
}

async function addressesOf(o: Outbound, contactId: string): Promise<string[] | undefined> {
  const accounts = await optional(o, 'the addresses of namesakes', null, o.host.contacts.accounts(contactId))
  return accounts ? [...new Set(accounts.map(({ address }) => address))] : undefined
}
