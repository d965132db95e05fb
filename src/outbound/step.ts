import type { Channel, Line } from '../domain/words.ts'
import type { Verdict } from '../domain/verdict.ts'
import { fingerprint } from '../journal/print.ts'
import type { Aim, Intent } from '../journal/operation.ts'
import { reasonSentence } from '../words/index.ts'
import { outcomeOf, perform } from './carry.ts'
import { decide } from './decide.ts'
import { lineOf } from './directory.ts'
import { InvalidInput } from './errors.ts'
import { named, namedVerdict } from './facts.ts'
import { before } from './start.ts'
import { answerOf } from './step-answer.ts'
import { accountName, resolve } from './target.ts'
import { QUIET_MS } from './settle.ts'
import type { Outbound, StepAnswer, StepInput } from './types.ts'

/**
 * The process step (R-PROC-1 to 5). Resolves when settled; a rule that says no is an exit, not an error.
 * @throws InvalidInput (unknown line, no channel to choose), OperationConflict; on a dry run HostError too.
 */
export async function initiativeMessage(o: Outbound, input: StepInput): Promise<StepAnswer> {
  const { operationId: id, dryRun, ...body } = input
  const print = await fingerprint(body)
  const known = dryRun ? null : await before(o, id, print)
  if (known) return answerOf(await outcomeOf(o, known))
  const line = await lineOf(o, input.line)
  if (!line) throw new InvalidInput([{ path: 'line', message: 'There is no such line.' }])
  const intent = intentOf(input, channelOf(line, input.channel))
  if (dryRun) return rehearse(o, id, intent)
  const contactId = 'contactId' in input.to ? input.to.contactId : null
  return answerOf(await perform(o, { id, fingerprint: print, intent, contactId }))
}

function intentOf({ line, to, message, author, onOpenSession }: StepInput, channel: Channel): Intent {
  return {
    kind: 'step',
    lineId: line,
    channel,
    aim: aimOf(to),
    text: message.text,
    subject: message.subject,
    operatorId: author === 'system' ? null : author.initiator,
    onOpenSession,
  }
}

function aimOf(to: StepInput['to']): Aim {
  if ('contactId' in to) return { by: 'contact', contactId: to.contactId, address: null }
  return 'address' in to ? { by: 'address', address: to.address } : { by: 'record', record: to.record }
}

/** A line with one channel needs no choice. */
function channelOf(line: Line, wanted: Channel | null): Channel {
  if (wanted !== null) return wanted
  const [only, ...others] = line.channels
  if (only !== undefined && others.length === 0) return only
  const choice = line.channels.length === 0 ? 'it has none' : `one of ${line.channels.join(', ')}`
  throw new InvalidInput([{ path: 'channel', message: `Say on which channel of the line: ${choice}.` }])
}

/** The same way up to the moment of sending; nothing is sent and nothing stored. */
async function rehearse(o: Outbound, id: string, intent: Intent): Promise<StepAnswer> {
  const now = o.now().toISOString()
  const resolution = await resolve(o, intent)
  if (resolution.kind === 'refused') {
    const [first, ...rest] = await named(o, resolution.reasons)
    const reasons = first ? ([first, ...rest] as const) : null
    return answered(id, intent, now, null, reasons && { kind: 'refused', reasons }, null)
  }
  const { target } = resolution
  const since = new Date(o.now().getTime() - QUIET_MS)
  const underWay = await o.journal.operations.underWay(accountName(o, target), since)
  const [decision, contact] = await Promise.all([
    decide(o, intent, target, underWay),
    target.contactId === null ? null : o.host.contacts.get(target.contactId),
  ])
  const recipient = { contactId: target.contactId, name: contact?.name ?? null, address: target.address }
  const verdict: Verdict =
    decision.kind === 'send' ? decision.verdict : { kind: 'refused', reasons: decision.reasons }
  const into = decision.kind === 'send' ? (decision.session?.id ?? null) : null
  const answer = answered(id, intent, now, recipient, await namedVerdict(o, verdict), into)
  return decision.kind === 'skipped' ? { ...answer, exit: 'skipped', sessionId: decision.session.id } : answer
}

type Recipient = NonNullable<StepAnswer['dryRun']>['recipient']

function answered(
  id: string,
  intent: Intent,
  at: string,
  recipient: Recipient | null,
  verdict: Verdict | null,
  into: string | null,
): StepAnswer {
  const [reason] = verdict?.kind === 'refused' ? verdict.reasons : []
  const warnings = verdict === null || verdict.kind === 'refused' ? [] : verdict.warnings
  return {
    operationId: id,
    exit: reason ? 'refused' : null,
    status: null,
    line: intent.lineId,
    channel: intent.channel,
    address: recipient?.address ?? null,
    sessionId: into,
    messageId: null,
    reason: reason ? { code: reason.code, text: reasonSentence(reason, 'en') } : null,
    at,
    dryRun: {
      verdict: verdict ?? { kind: 'free-form', untilAt: null, warnings: [] },
      recipient: recipient ?? { contactId: null, name: null, address: null },
      intoSessionId: into,
      text: intent.text,
      subject: intent.subject,
      warnings: warnings.map((warning) => ({ code: warning.code, text: reasonSentence(warning, 'en') })),
    },
  }
}
