import type { Verdict } from '../domain/verdict.ts'
import type { Intent } from '../journal/operation.ts'
import { reasonSentence } from '../words/index.ts'
import { decide } from './decide.ts'
import { named, namedVerdict } from './facts.ts'
import { QUIET_MS } from './settle.ts'
import { accountName, resolve } from './target.ts'
import type { Outbound, StepAnswer } from './types.ts'

/** The step's dry run: the same way up to the moment of sending; nothing is sent and nothing stored. @throws HostError. */
export async function rehearse(o: Outbound, id: string, intent: Intent): Promise<StepAnswer> {
  const now = o.now().toISOString()
  const resolution = await resolve(o, intent)
  if (resolution.kind === 'refused') {
    const [first, ...rest] = await named(o, resolution.reasons)
    const reasons = first ? ([first, ...rest] as const) : null
    return answered(id, intent, now, null, reasons && { kind: 'refused', reasons }, null, intent.text)
  }
  const { target } = resolution
  const since = new Date(o.now().getTime() - QUIET_MS)
  const underWay = await o.journal.operations.underWay(accountName(o, target), since)
  const [decision, contact] = await Promise.all([
    decide(o, intent, target, underWay),
    target.contactId === null ? null : o.host.contacts.get(target.contactId),
  ])
  const session = decision.kind === 'send' ? decision.session : null
  const address = session?.address ?? target.address
  const recipient = { contactId: target.contactId, name: contact?.name ?? null, address }
  const verdict: Verdict =
    decision.kind === 'send' ? decision.verdict : { kind: 'refused', reasons: decision.reasons }
  const where = {
    ...intent,
    lineId: session?.lineId ?? intent.lineId,
    channel: session?.channel ?? intent.channel,
  }
  const text = decision.kind === 'send' ? decision.message.text : intent.text
  const answer = answered(
    id,
    where,
    now,
    recipient,
    await namedVerdict(o, verdict),
    session?.id ?? null,
    text,
  )
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
  text: string,
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
      text,
      subject: intent.subject,
      warnings: warnings.map((warning) => ({ code: warning.code, text: reasonSentence(warning, 'en') })),
    },
  }
}
