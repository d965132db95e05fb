import { ageOf, canonicalAddress } from '../domain/address.ts'
import { worksOn } from '../domain/reach.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Account, Line, Operator, Session } from '../domain/words.ts'
import type { WireVerdict } from '../wire/rules.ts'
import type { WireLastWritten, WireWay } from '../wire/schemas.ts'
import { consentsOf } from './consents.ts'
import { knownOperator, linesOf } from './directory.ts'
import { NotFound } from './errors.ts'
import { knownOf, namedVerdict, openSessionsOf, verdictOf, wroteBefore } from './facts.ts'
import { lastWritten } from './last-written.ts'
import { wireReason } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/** The ways to reach a contact, and when they were last written to. @throws NotFound, UnknownOperator, HostError. */
export async function waysOf(
  o: Outbound,
  asker: Asker,
  contactId: string,
): Promise<{ contact: { id: string; name: string }; ways: WireWay[]; lastWritten: WireLastWritten | null }> {
  const [operator, contact, accounts, { newest, open }] = await Promise.all([
    knownOperator(o, asker.operatorId),
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    conversationsOf(o, contactId),
  ])
  if (!contact) throw new NotFound('contact')
  const [found, written] = await Promise.all([
    ways(o, operator, accounts, open),
    lastWritten(o, contactId, newest),
  ])
  return { contact: { id: contact.id, name: contact.name }, ways: found, lastWritten: written }
}

/** The first page of sessions, and all that are open: a second question only where the first page is not all. */
async function conversationsOf(
  o: Outbound,
  contactId: string,
): Promise<{ newest: readonly Session[]; open: readonly Session[] }> {
  const { items, next } = await o.host.sessions.ofContact(contactId, null)
  const open =
    next === null ? items.filter(({ state }) => state !== 'closed') : await openSessionsOf(o, contactId)
  return { newest: items, open }
}

/**
 * Each account on each line that takes it, with its verdict (rules, section 2). An account for which the operator has no line
 * is shown once, disabled, with the reason. Of a channel's addresses the newest comes first (R-ADDR-6).
 */
export async function ways(
  o: Outbound,
  operator: Operator,
  accounts: readonly Account[],
  openSessions: readonly Session[],
): Promise<WireWay[]> {
  const [lines, consent] = await Promise.all([linesOf(o), consentsOf(o, accounts)])
  const found = await Promise.all(
    newestFirst(withoutTwins(accounts), accounts).map(async (account) => {
      const usable = linesFor(lines, operator, account)
      const reached = usable.some(
        (line) => line.channels.includes(account.channel) && worksOn(line, operator.id),
      )
      const wrote = reached ? await wroteBefore(o, account) : undefined
      return usable.map((line) => ({ line, account, wrote }))
    }),
  )
  return Promise.all(
    found.flat().map(async ({ line, account, wrote }) => {
      const known = worksOn(line, operator.id) ? await knownOf(o, account, line) : undefined
      const verdict = verdictOf(o, {
        line,
        account,
        operator,
        openSessions,
        wroteBefore: wrote,
        consent: consent(account),
        known,
      })
      return wireWay(o, line, account, accounts, verdict)
    }),
  )
}

/** One way as the surfaces show it. @param all the contact's accounts: how the address stands among them (R-ADDR-6). */
export async function wireWay(
  o: Outbound,
  line: Line,
  account: Pick<Account, 'channel' | 'address' | 'source'>,
  all: readonly Account[],
  verdict: Verdict,
): Promise<WireWay> {
  const policy = o.host.policy.channels[account.channel]
  return {
    lineId: line.id,
    channel: account.channel,
    address: account.address,
    subject: policy?.subject ?? 'none',
    textLimit: policy?.textLimit ?? null,
    age: ageOf(account, all),
    mailbox: account.channel === 'email' ? (line.mailbox ?? null) : null,
    verdict: wireVerdict(await namedVerdict(o, verdict)),
  }
}

const AGES = { newest: 0, only: 1, older: 2 } as const

/** Channels stay in the host's order; inside one, what the record has now stands before what only a line still has (R-ADDR-6). */
function newestFirst(accounts: readonly Account[], all: readonly Account[]): readonly Account[] {
  const channels = [...new Set(accounts.map(({ channel }) => channel))]
  const place = (account: Account): number =>
    channels.indexOf(account.channel) * 3 + AGES[ageOf(account, all)]
  return accounts.toSorted((a, b) => place(a) - place(b))
}

/** R-OPER-2: the operator's own lines for this channel; else one line, on which the verdict says why not. */
function linesFor(lines: readonly Line[], operator: Operator, account: Account): readonly Line[] {
  const fitting = lines.filter(({ channels }) => channels.includes(account.channel))
  const own = fitting.filter((line) => worksOn(line, operator.id))
  if (own.length > 0) return own
  return [fitting[0] ?? lines.find((line) => worksOn(line, operator.id)) ?? lines[0]].filter(
    (line) => line !== undefined,
  )
}

/** The same address may stand in an Account field and in an Email field (R-ADDR-5). */
function withoutTwins(accounts: readonly Account[]): readonly Account[] {
  const known = new Map<string, Account>()
  for (const account of accounts) {
    const name = `${account.channel} ${canonicalAddress(account.address)}`
    if (!known.has(name)) known.set(name, account)
  }
  return [...known.values()]
}

function wireVerdict(verdict: Verdict): WireVerdict {
  switch (verdict.kind) {
    case 'free-form':
      return { ...verdict, warnings: verdict.warnings.map(wireReason) }
    case 'template-only':
      return { ...verdict, why: wireReason(verdict.why), warnings: verdict.warnings.map(wireReason) }
    case 'refused': {
      const [first, ...rest] = verdict.reasons
      return { kind: 'refused', reasons: [wireReason(first), ...rest.map(wireReason)] }
    }
  }
}
