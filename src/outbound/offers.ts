import { afterChoices, type AfterKind } from '../domain/after.ts'
import type { StartField } from '../domain/start-fields.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Account, Channel, Line } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { RoutingTarget } from '../hosts/port.ts'
import type { WireOffers, WireStartField } from '../wire/form.ts'
import { failureSentence } from '../words/index.ts'
import { demandsOf } from './demands.ts'
import { lineOf, operatorOf } from './directory.ts'
import { InvalidInput, NotFound, UnknownOperator } from './errors.ts'
import { knownOf, openSessionsOf, verdictOf, wroteBefore } from './facts.ts'
import { kept, optional } from './kept.ts'
import { chosen } from './target.ts'
import { NO_LINE, usableTemplates } from './templates.ts'
import type { Asker, Locale, Outbound } from './types.ts'
import { wireWay } from './ways.ts'

/** One way to reach a contact, by name. */
export interface WayOf {
  readonly contactId: string
  readonly lineId: string
  readonly channel: Channel
  readonly address: string
}

// Tags and targets change seldom, and the form asks anew at every step.
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
    throw new InvalidInput([{ path: 'address', message: WORDS[asker.locale].noAddress }], 'query')
  const account: Account = accounts.find((one) => one.channel === channel && one.address === address) ?? {
    id: null,
    contactId,
    channel,
    address,
    source: 'account',
  }

  const [wrote, known] = await Promise.all([wroteBefore(o, account), knownOf(o, account, line)])
  const verdict = verdictOf(o, { line, account, operator, openSessions, wroteBefore: wrote, known })
  const [way, demands, tags, after, defaultTemplate] = await Promise.all([
    wireWay(o, line, account, accounts, verdict),
    demandsOf(o, line, channel, verdict, operator.id),
    tagsOf(o),
    afterOf(o, line, channel, operator.id),
    firstOf(o, line, channel, verdict),
  ])
  const policy = o.host.policy.channels[channel]
  return {
    way,
    template: demands.template,
    ...(await catalogueStateOf(o, line, channel, demands.template, asker.locale)),
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
async function firstOf(o: Outbound, line: Line, channel: Channel, verdict: Verdict): Promise<string | null> {
  const first =
    verdict.kind === 'free-form' && verdict.warnings.some(({ code }) => code === 'default-template-first')
  return first ? ((await o.host.defaultTemplate?.(line, channel)) ?? null) : null
}

/** R-TPL-3: may an approved text be typed, and why the catalogue cannot be shown. */
async function catalogueStateOf(
  o: Outbound,
  line: Line,
  channel: Channel,
  demand: WireOffers['template'],
  locale: Locale,
): Promise<Pick<WireOffers, 'typedTemplate' | 'catalogueFault'>> {
  if (demand === 'none') return { typedTemplate: false, catalogueFault: null }
  const fault = await usableTemplates(o, line, channel).then(
    (templates) => (templates.length > 0 ? null : WORDS[locale].noTemplates),
    (error: unknown) => {
      if (error instanceof HostError) return failureSentence(error.code, locale)
      throw error
    },
  )
  const mayType = o.host.policy.channels[channel]?.templates?.typed === true
  return { typedTemplate: mayType && demand === 'required' && fault !== null, catalogueFault: fault }
}

/** R-TAG-1. */
async function tagsOf(o: Outbound): Promise<WireOffers['tags']> {
  const { tags } = o.host
  if (!tags) return null
  const asked = kept(o, 'tags', FOR_MS, () => tags.list())
  const names = tags.required ? await asked : await optional(o, 'tags', null, asked)
  return names && { required: tags.required, names: [...names] }
}

/** R-AFTER-1 to 3: what the policy lets one choose, as far as the host has the means. */
async function afterOf(
  o: Outbound,
  line: Line,
  channel: Channel,
  operatorId: string,
): Promise<Pick<WireOffers, 'after' | 'targets'>> {
  const { policy, routing } = o.host
  const choices = afterChoices(policy, policy.channels[channel], line, operatorId)
  const targets = choices.includes('hand-over') ? await targetsOf(o, operatorId) : []
  const able: Record<AfterKind, boolean> = {
    'assign-to-me': routing !== undefined,
    close: routing?.close !== undefined,
    'hand-over': routing?.handOver !== undefined && targets.length > 0,
  }
  return { after: choices.filter((kind) => able[kind]), targets: able['hand-over'] ? targets : [] }
}

async function targetsOf(o: Outbound, operatorId: string): Promise<RoutingTarget[]> {
  const ask = o.host.routing?.targets
  if (!ask) return []
  const targets = await optional(
    o,
    'targets',
    [],
    kept(o, 'targets', FOR_MS, () => ask()),
  )
  // To oneself one assigns.
  return targets.filter(({ kind, id }) => kind !== 'operator' || id !== operatorId)
}

function wireField({ choices, initial, ...field }: StartField): WireStartField {
  return {
    ...field,
    choices: choices.map((choice) => ({ ...choice })),
    initial: typeof initial === 'object' && initial !== null ? [...initial] : initial,
  }
}

const WORDS = {
  en: {
    noAddress: 'The contact has no such address on this channel.',
    noTemplates: 'This line has no approved templates for this channel yet.',
  },
  ru: {
    noAddress: 'У контакта нет такого адреса в этом канале.',
    noTemplates: 'У этой линии пока нет одобренных шаблонов для этого канала.',
  },
} as const
