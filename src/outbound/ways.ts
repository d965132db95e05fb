import { ageOf, canonicalAddress } from '../domain/address.ts'
import { worksOn } from '../domain/reach.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Account, Line, Operator, Session } from '../domain/words.ts'
import type { WireVerdict } from '../wire/rules.ts'
import type { WireWay } from '../wire/schemas.ts'
import { knownOperator, linesOf } from './directory.ts'
import { NotFound } from './errors.ts'
import { knownOf, namedVerdict, openSessionsOf, verdictOf, wroteBefore } from './facts.ts'
import { wireReason } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/** The ways to reach a contact. @throws NotFound, UnknownOperator, HostError. */
export async function waysOf(
  o: Outbound,
  asker: Asker,
  contactId: string,
): Promise<{ contact: { id: string; name: string }; ways: WireWay[] }> {
  const [operator, contact, accounts, open] = await Promise.all([
    knownOperator(o, asker.operatorId),
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    openSessionsOf(o, contactId),
  ])
  if (!contact) throw new NotFound('contact')
  return { contact: { id: contact.id, name: contact.name }, ways: await ways(o, operator, accounts, open) }
}

/**
 * Each account on each line that takes it, with its verdict (rules, section 2). An account for which the operator has no line
 * is shown once, disabled, with the reason.
 */
export async function ways(
  o: Outbound,
  operator: Operator,
  accounts: readonly Account[],
  openSessions: readonly Session[],
): Promise<WireWay[]> {
  const lines = await linesOf(o)
  const found = await Promise.all(
    withoutTwins(accounts).map(async (account) => {
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
      const verdict = verdictOf(o, { line, account, operator, openSessions, wroteBefore: wrote, known })
      const policy = o.host.policy.channels[account.channel]
      return {
        lineId: line.id,
        channel: account.channel,
        address: account.address,
        subject: policy?.subject ?? 'none',
        textLimit: policy?.textLimit ?? null,
        age: ageOf(account, accounts),
        mailbox: account.channel === 'email' ? (line.mailbox ?? null) : null,
        verdict: wireVerdict(await namedVerdict(o, verdict)),
      }
    }),
  )
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
