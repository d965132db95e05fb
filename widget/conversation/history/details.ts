import type { MessageStatus } from '../../../src/domain/words.ts'
import type { WireAudit } from '../../../src/wire/history.ts'
import type { WireSession } from '../../../src/wire/schemas.ts'
import { channelName } from '../../../src/words/channels.ts'
import type { Locale } from '../../../src/words/locale.ts'
import { setApart } from '../../../src/words/set-apart.ts'
import { exactly } from '../../shared/times.ts'
import type { Catalogue } from '../../shared/words/en.ts'
import type { ShownStatus } from '../MessageStatus.vue'
import { outgoingStatus } from '../outgoing-status.ts'
import type { TimelineItem } from '../timeline-items.ts'
import type { DetailCatalogue } from './details-words/en.ts'

/** What is known of a message, ready to be read: names with their values, what is not known, and what was done for it in order. */
export interface Details {
  readonly lines: readonly { readonly name: string; readonly texts: readonly string[] }[]
  /** What cannot be told; empty: nothing is missing. */
  readonly note: string
  readonly steps: readonly string[]
}

export interface About {
  readonly audit: WireAudit | null
  readonly session: WireSession | null
  readonly contactName: string | null
}

interface Speaking {
  readonly words: DetailCatalogue
  readonly cardWords: Catalogue
  readonly locale: Locale
}

/**
 * @param about `audit`: what the journal knows; `null`: it was not asked, or has not answered yet. `contactName`: who wrote what came in
 * where the host names nobody.
 */
export function detailsOf(
  item: Extract<TimelineItem, { follows: boolean }>,
  { audit, session, contactName }: About,
  { words, cardWords, locale }: Speaking,
): Details {
  const name = words.detail
  const lines: { name: string; texts: readonly string[] }[] = []
  const add = (label: string, ...given: readonly (string | null | undefined)[]): void => {
    const texts = given.flatMap((text) => (text ? [text] : []))
    if (texts.length > 0) lines.push({ name: label, texts })
  }
  const when = (at: string | null | undefined): string | null => (at ? exactly(at, locale) : null)
  const message = item.kind === 'message' ? item.message : null
  const operation = item.kind === 'outgoing' ? item.outgoing.operation : null
  const isOurs = audit !== null && audit.from !== 'host'

  const shown = item.kind === 'outgoing' ? outgoingStatus(item.outgoing) : null
  const isHere = item.kind === 'outgoing' && item.outgoing.problem !== null
  const told = message?.author.name ?? contactName ?? (isHere ? cardWords.you : null)
  add(name.who, audit?.operator?.name ?? audit?.operator?.id ?? told)
  add(name.from, sourceOf(message?.direction ?? 'outbound', audit, shown, words))
  add(name.way, wayOf(audit, session, locale))
  add(name.address, audit?.address ?? session?.address)
  add(name.template, message?.template?.name ?? audit?.template)
  add(name.rules, ...rulesTexts(audit?.rules ?? null, words))
  if (isOurs) add(name.planned, when(audit.plannedAt))
  // A note goes to the host and never to the customer.
  const isNote = message?.kind === 'note'
  const given = shown === null && !isNote ? name.sent : name.given
  add(isOurs ? given : name.when, when(isOurs ? audit.sentAt : (message?.at ?? operation?.at)))
  const status = message?.direction === 'outbound' && !isNote ? (audit?.status ?? message.status) : null
  if (status) add(name.status, ...statusTexts(status, audit?.statuses ?? [], { words, cardWords, locale }))
  add(name.status, shown && cardWords.statuses[shown])
  add(name.reason, shown && (audit?.failure?.text ?? operation?.failure?.text))
  add(name.answer, ...answerTexts(audit, message?.failure?.text ?? '', words))
  add(name.edited, when(message?.editedAt))
  add(name.deleted, when(message?.deletedAt))
  add(name.answered, when(audit?.answeredAt))
  add(name.operation, audit?.operationId ?? operation?.operationId)
  add(name.process, audit?.initiativeId)
  add(name.batch, audit?.batchId)
  return {
    lines,
    note: audit?.from === 'host' ? words.notOurs : '',
    steps: (audit?.steps ?? []).map((step) => {
      const done = words.stepNames[step.name] ?? step.name
      const outcome = step.outcome && (words.outcomes[step.outcome] ?? step.outcome)
      return [exactly(step.beganAt, locale), done, outcome, step.by].filter(Boolean).join(' · ')
    }),
  }
}

/** R-AUDIT-1: what the host answered, in its own words where it had some. */
function answerTexts(audit: WireAudit | null, told: string, words: DetailCatalogue): readonly string[] {
  const id = audit?.messageId
  const own = (audit?.failure?.hostText ?? told).trim()
  return [...(id ? [words.takenAs(id)] : []), ...(own ? [words.inItsWords(own)] : [])]
}

/** R-AUDIT-1: by which rules it was allowed, and whether they still hold. */
function rulesTexts(rules: WireAudit['rules'], { rules: say }: DetailCatalogue): readonly string[] {
  if (!rules) return []
  const { release, host, workspace } = rules
  const own = release === null ? [] : [say.release(release)]
  return [...own, say.host(host.print, host.holds), say.workspace(workspace.print, workspace.holds)]
}

/** R-AUDIT-1: each status with its time; of one whose time nobody knows, the status alone. */
function statusTexts(
  status: MessageStatus,
  times: WireAudit['statuses'],
  { words, cardWords, locale }: Speaking,
): readonly string[] {
  const texts = times.map((one) => {
    const at = exactly(one.at, locale)
    return `${cardWords.statuses[one.status]} · ${one.exact ? at : words.noLaterThan(at)}`
  })
  return times.some((one) => one.status === status) ? texts : [...texts, cardWords.statuses[status]]
}

function sourceOf(
  direction: 'inbound' | 'outbound',
  audit: WireAudit | null,
  shown: ShownStatus | null,
  { sources }: DetailCatalogue,
): string | null {
  if (direction === 'inbound') return sources.customer
  if (audit?.from) return sources[audit.from]
  return shown === 'sending' ? sources.here : null
}

function wayOf(audit: WireAudit | null, session: WireSession | null, locale: Locale): string {
  const channel = audit?.channel ?? session?.channel
  return [setApart(audit?.line ?? session?.lineName ?? ''), channel && channelName(channel, locale)]
    .filter(Boolean)
    .join(' · ')
}
