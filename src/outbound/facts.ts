import { addressOfId } from '../domain/address.ts'
import type { ConsentFacts } from '../domain/consent.ts'
import { assessReader } from '../domain/readers.ts'
import { assess } from '../domain/reach.ts'
import type { AccountFacts } from '../hosts/port.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Account, Channel, Line, Operator, RecordRef, Session } from '../domain/words.ts'
import { windowOn, withinWindow } from '../domain/window.ts'
import { linesOf, operatorName } from './directory.ts'
import { openerOf } from './opener.ts'
import type { Outbound } from './types.ts'

// Where the host cannot be asked for them alone, an open session that lies deeper than this among newer ones is not found; the host
// itself would show it on its tenth page.
const PAGES = 10

/** The contact's sessions that are not closed, on any line. */
export async function openSessionsOf(o: Outbound, contactId: string): Promise<readonly Session[]> {
  if (o.host.sessions.open) return o.host.sessions.open(contactId)
  const open: Session[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await o.host.sessions.ofContact(contactId, cursor)
    open.push(...items.filter(({ state }) => state !== 'closed'))
    if (next === null) break
    cursor = next
  }
  return open
}

/** Has this account ever written? Asked only where a rule needs it. */
export async function wroteBefore(
  o: Outbound,
  account: Pick<Account, 'contactId' | 'channel' | 'address'>,
): Promise<boolean | undefined> {
  if (o.host.policy.channels[account.channel]?.start !== 'wrote-before') return undefined
  return o.host.sessions.wroteBefore(account)
}

const UNTOLD: AccountFacts = { lastInboundAt: undefined, blocked: undefined, enabled: undefined }

/** When this account wrote last, and whether it is blocked, as far as the host can tell (R-WIN-1, R-BLOCK-1, R-CONTACT-6). */
export async function knownOf(
  o: Outbound,
  account: Pick<Account, 'contactId' | 'channel' | 'address'>,
  line: Line,
): Promise<AccountFacts> {
  // Where an operator may never start, nothing that the host knows would change that.
  if (!o.host.reach || o.host.policy.channels[account.channel]?.start === 'never') return UNTOLD
  return o.host.reach.facts({ id: null, source: 'account', ...account }, line)
}

/** Is free text taken for some time only (R-WIN-1)? Where it is not, nobody needs to ask when somebody wrote last. */
export function hasWindow(o: Outbound, line: Line, channel: Channel): boolean {
  const policy = o.host.policy.channels[channel]
  return policy !== undefined && windowOn(policy, line, channel) !== null
}

/** The verdict over the facts that this port can tell; what it cannot tell is said to be unknown. */
export function verdictOf(
  o: Outbound,
  facts: {
    readonly line: Line
    readonly account: Pick<Account, 'channel' | 'address'>
    readonly operator: Operator | null
    readonly openSessions: readonly Session[]
    readonly wroteBefore: boolean | undefined
    readonly consent: ConsentFacts
    /** Absent: nobody asked, as for an account that nobody has yet. */
    readonly known?: AccountFacts
  },
): Verdict {
  const { known = UNTOLD, ...others } = facts
  const { lastInboundAt, blocked, enabled, lettersOff } = known
  const told = { lastInboundAt, blocked, enabledByMessenger: enabled, lettersOff }
  const { line, operator } = facts
  const verdict = assess(
    o.host.policy,
    { ...others, ...told, country: o.workspace.country },
    o.asOf ?? o.now(),
  )
  const [reads] = operator ? assessReader(o.workspace.readers, line, operator.id) : []
  if (!reads) return verdict
  return { kind: 'refused', reasons: [reads, ...(verdict.kind === 'refused' ? verdict.reasons : [])] }
}

/** The verdict on writing into an open session: of all that holds for a first message only the window does (R-WIN-1). */
export function verdictInside(
  o: Outbound,
  line: Line,
  account: Pick<Account, 'channel' | 'address'>,
  { lastInboundAt }: AccountFacts = UNTOLD,
): Verdict {
  const policy = o.host.policy.channels[account.channel]
  if (!policy) return { kind: 'free-form', untilAt: null, warnings: [] }
  return withinWindow(policy, { line, account, lastInboundAt }, o.asOf ?? o.now(), [])
}

/** The reasons with names beside the ids, for the sentences (R-OPEN-4: who opened it, and who has it). */
export async function named(o: Outbound, reasons: readonly Reason[]): Promise<readonly Reason[]> {
  return Promise.all(
    reasons.map(async (found) => {
      const { operatorId, lineId } = found.facts
      const facts = { ...found.facts }
      if (typeof operatorId === 'string') facts['operator'] = await operatorName(o, operatorId)
      if (typeof lineId === 'string')
        facts['line'] = (await linesOf(o)).find(({ id }) => id === lineId)?.name ?? null
      if (found.remedy?.kind === 'open-session') {
        const opener = await openerOf(o, found.remedy.sessionId)
        if (opener) Object.assign(facts, { openedBy: opener.by, opener: opener.name })
      }
      return { ...found, facts }
    }),
  )
}

/** The same for the reasons inside a verdict. */
export async function namedVerdict(o: Outbound, verdict: Verdict): Promise<Verdict> {
  if (verdict.kind !== 'refused') return { ...verdict, warnings: await named(o, verdict.warnings) }
  const [first, ...rest] = await named(o, verdict.reasons)
  return first ? { kind: 'refused', reasons: [first, ...rest] } : verdict
}

/** Whose card it is: the contact itself or the contact behind another record; `null` when there is none. */
export async function contactOfRecord(o: Outbound, record: RecordRef | null): Promise<string | null> {
  if (!record) return null
  if (record.type === 'contact') return ownId(o, record.id)
  return (await o.host.records?.contactOf(record)) ?? null
}

/** Whoever has an address is known by their own id once they are a contact (R-CONTACT-2). */
async function ownId(o: Outbound, contactId: string): Promise<string> {
  if (addressOfId(contactId) === null) return contactId
  return (await o.host.contacts.get(contactId))?.id ?? contactId
}
