import type { Exit } from '../domain/outcome.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Channel } from '../domain/words.ts'
import type { Intent } from '../journal/intent.ts'
import { reasonSentence } from '../words/index.ts'
import { decide, type Decision } from './decide.ts'
import { named, namedVerdict } from './facts.ts'
import { deadlineOf } from './initiative/body.ts'
import { heedsHours, quietHold, timeOfSending, type Hold } from './initiative/not-before.ts'
import { QUIET_MS } from './settle.ts'
import { accountName, resolve, type Target } from './target.ts'
import type { Outbound } from './types.ts'
import type { StepAnswer, StepInput } from './step-types.ts'

/**
 * The step's dry run: the same way up to the moment of sending, judged as of the moment at which it would leave (R-TIME-1, R-TIME-2);
 * nothing is sent and nothing stored. @throws HostError, InvalidInput (path `sendAt`).
 */
export async function rehearse(o: Outbound, input: StepInput, intent: Intent): Promise<StepAnswer> {
  const from = timeOfSending(input, o.now())
  const resolution = await resolve(o, intent)
  if (resolution.kind === 'refused') {
    const [first, ...rest] = await named(o, resolution.reasons)
    const reasons = first ? ([first, ...rest] as const) : null
    return answered(o, input, intent, { verdict: reasons && { kind: 'refused', reasons } })
  }
  const { target } = resolution
  const hold = heedsHours(o, input) ? await quietHold(o, target, input.to, from) : null
  const tooLate = hold && hold.until > deadlineOf(input, input.timeLimitMs === null ? hold.until : from)
  const leavesAt = hold?.until ?? from
  const since = new Date(o.now().getTime() - QUIET_MS)
  const underWay = await o.journal.operations.underWay(accountName(o, target), since)
  const [decision, contact] = await Promise.all([
    decide({ ...o, asOf: leavesAt }, intent, target, underWay),
    target.contactId === null ? null : o.host.contacts.get(target.contactId),
  ])
  const where = placeOf(decision, target)
  const recipient = { contactId: target.contactId, name: contact?.name ?? null, address: where.address }
  const verdict: Verdict =
    decision.kind === 'send' ? decision.verdict : { kind: 'refused', reasons: decision.reasons }
  const text = decision.kind === 'send' ? decision.message.text : intent.text
  const found = { where, recipient, text, verdict: await namedVerdict(o, verdict) }
  if (decision.kind === 'skipped') return answered(o, input, intent, { ...found, exit: 'skipped' })
  if (waitsForClose(input, decision))
    return answered(o, input, intent, { ...found, exit: null, waitsFor: 'open-session' })
  if (decision.kind === 'refused') return answered(o, input, intent, found)
  if (tooLate) {
    const why = reason('quiet-hours', null, { untilAt: hold.until.toISOString() })
    return answered(o, input, intent, { ...found, exit: 'skipped', why })
  }
  const early = hold?.why ?? (from > o.now() ? 'send-at' : null)
  return answered(o, input, intent, { ...found, leavesAt, waitsFor: early })
}

/** A session that is open is all that keeps it (R-PROC-4). */
function waitsForClose({ onOpenSession }: StepInput, decision: Decision): boolean {
  if (onOpenSession !== 'after-close' || decision.kind !== 'refused') return false
  return decision.reasons.every(({ code }) => code === 'open-session' || code === 'send-under-way')
}

interface Place {
  readonly lineId: string | null
  readonly channel: Channel | null
  readonly address: string | null
  readonly into: string | null
}

/** An open session has a line and an address of its own. */
function placeOf(decision: Decision, { line, channel, address }: Target): Place {
  const session = decision.kind === 'refused' ? null : decision.session
  if (decision.kind !== 'send' || !session)
    return { lineId: line.id, channel, address, into: session?.id ?? null }
  return { lineId: session.lineId, channel: session.channel, address: session.address, into: session.id }
}

/** What the rehearsal came to; what is left out was not found. */
interface Rehearsed {
  readonly verdict: Verdict | null
  readonly where?: Place
  readonly recipient?: NonNullable<StepAnswer['dryRun']>['recipient']
  readonly text?: string
  readonly exit?: Exit | null
  /** The reason of the exit, where it is not the verdict's. */
  readonly why?: Reason
  readonly leavesAt?: Date
  readonly waitsFor?: Hold['why'] | 'open-session' | null
}

function answered(o: Outbound, input: StepInput, intent: Intent, found: Rehearsed): StepAnswer {
  const { verdict, where, recipient, leavesAt, waitsFor = null } = found
  const refused = verdict?.kind === 'refused'
  const exit = found.exit === undefined && refused ? 'refused' : (found.exit ?? null)
  const why = exit === null ? undefined : (found.why ?? (refused ? verdict.reasons[0] : undefined))
  const warnings = verdict === null || refused ? [] : verdict.warnings
  return {
    operationId: input.operationId,
    exit,
    status: null,
    line: where?.lineId ?? intent.lineId,
    channel: where?.channel ?? intent.channel,
    address: recipient?.address ?? null,
    sessionId: where?.into ?? null,
    messageId: null,
    reason: why ? { code: why.code, text: reasonSentence(why, 'en') } : null,
    at: o.now().toISOString(),
    dryRun: {
      verdict: verdict ?? { kind: 'free-form', untilAt: null, warnings: [] },
      recipient: recipient ?? { contactId: null, name: null, address: null },
      leavesAt: leavesAt?.toISOString() ?? null,
      waitsFor,
      intoSessionId: exit === 'skipped' ? null : (where?.into ?? null),
      text: found.text ?? intent.text,
      subject: intent.subject,
      warnings: warnings.map((warning) => ({ code: warning.code, text: reasonSentence(warning, 'en') })),
    },
  }
}
