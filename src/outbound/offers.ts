import type { StartField } from '../domain/start-fields.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Account, Channel, Line } from '../domain/words.ts'
import type { WireOffers, WireStartField } from '../wire/form.ts'
import { afterOffers } from './after-offers.ts'
import { catalogueState } from './catalogue-state.ts'
import { consentOf } from './consents.ts'
import { demandsOf } from './demands.ts'
import { lineOf, operatorOf } from './directory.ts'
import { InvalidInput, NotFound, UnknownOperator } from './errors.ts'
import { knownOf, openSessionsOf, verdictOf, wroteBefore } from './facts.ts'
import { kept, optional } from './kept.ts'
import { chosen } from './target.ts'
import { NO_LINE } from './templates.ts'
import type { Asker, Outbound } from './types.ts'
import { wireWay } from './ways.ts'

/** One way to reach a contact, by name. */
export interface WayOf {
  readonly contactId: string
  readonly lineId: string
  readonly channel: Channel
  readonly address: string
}

// Tags change seldom, and the form asks anew at every step.
const FOR_MS = 30_000

/**
 * What may be done on one way, with its verdict as of now: the form asks at every step (R-OPEN-4). What the host offers beside
 * (tags that nobody demands, targets) may be missing; what a message needs may not.
 * @throws InvalidInput (paths `lineId`, `address`), NotFound, UnknownOperator, HostError.
 */
export async function offersOf(o: Outbound, asker: Asker, wanted: WayOf): Promise<WireOffers> {
  const { contactId, channel } = wanted
  const [operator, line, contact, accounts, openSessions] = await Promise.all([
    operatorOf(o, asker.operatorId, true),
    lineOf(o, wanted.lineId),
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    openSessionsOf(o, contactId),
  ])
  if (!operator) throw new UnknownOperator()
  if (!contact) throw new NotFound('contact')
  if (!line) throw new InvalidInput([{ path: 'lineId', message: NO_LINE[asker.locale] }], 'query')
  const address = chosen(o, accounts, channel, wanted.address)
  if (address === null)
    throw new InvalidInput([{ path: 'address', message: NO_ADDRESS[asker.locale] }], 'query')
  const account: Account = accounts.find((one) => one.channel === channel && one.address === address) ?? {
    id: null,
    contactId,
    channel,
    address,
    source: 'account',
  }

  const [wrote, known, consent] = await Promise.all([
    wroteBefore(o, account),
    knownOf(o, account, line),
    consentOf(o, account),
  ])
  const verdict = verdictOf(o, {
    line,
    account,
    operator,
    openSessions,
    wroteBefore: wrote,
    consent,
    known,
  })
  const [way, demands, tags, after, defaultTemplate] = await Promise.all([
    wireWay(o, line, account, accounts, verdict),
    demandsOf(o, line, channel, verdict, operator.id),
    tagsOf(o, line),
    afterOffers(o, line, channel, operator.id),
    firstOf(o, line, channel, verdict),
  ])
  const policy = o.host.policy.channels[channel]
  return {
    way,
    template: demands.template,
    ...(await catalogueState(o, line, channel, demands.template, asker.locale)),
    defaultTemplate,
    attachments: policy?.attachments
      ? { ...policy.attachments, formats: policy.attachments.formats && [...policy.attachments.formats] }
      : null,
    blindCopy: policy?.blindCopy ?? false,
    // R-MSG-2: not where only a template may be sent.
    cannedReplies: o.host.cannedReplies !== undefined && demands.template !== 'required',
    tags,
    ...after,
    fields: demands.fields.map(wireField),
    finished: policy?.finished ?? false,
  }
}

/** R-WIN-2: what the host sends by itself before our text. */
export async function firstOf(
  o: Outbound,
  line: Line,
  channel: Channel,
  verdict: Verdict,
): Promise<string | null> {
  const first =
    verdict.kind === 'free-form' && verdict.warnings.some(({ code }) => code === 'default-template-first')
  return first ? ((await o.host.defaultTemplate?.(line, channel)) ?? null) : null
}

/** R-TAG-1. */
export async function tagsOf(o: Outbound, line: Line): Promise<WireOffers['tags']> {
  const { tags } = o.host
  if (!tags) return null
  const asked = kept(o, 'tags', FOR_MS, () => tags.list())
  const required = tags.requires(line)
  const names = required ? await asked : await optional(o, 'tags', null, asked)
  return names && { required, names: [...names] }
}

function wireField({ choices, initial, ...field }: StartField): WireStartField {
  return {
    ...field,
    choices: choices.map((choice) => ({ ...choice })),
    initial: typeof initial === 'object' && initial !== null ? [...initial] : initial,
  }
}

const NO_ADDRESS = {
  en: 'The contact has no such address on this channel.',
  ru: 'У контакта нет такого адреса в этом канале.',
} as const
