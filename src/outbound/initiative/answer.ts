import type { Exit } from '../../domain/outcome.ts'
import { failureSentence } from '../../words/index.ts'
import { answerOf } from '../step-answer.ts'
import type { Outbound } from '../types.ts'
import type { HopReport, StepAnswer, WordedReason } from '../step-types.ts'
import type { KeptInitiative } from './body.ts'
import { givenHops, type GivenHop } from './hops.ts'

/** Where it stands, without an exit: the body of a 202. */
export async function answerNow(o: Outbound, initiative: KeptInitiative): Promise<StepAnswer> {
  return answerWith(initiative, await givenHops(o, initiative.hops), null, null)
}

/**
 * The answer by one of the messages.
 * @param about which of them; `null`: the last one, or none when nothing was given out.
 */
export function answerWith(
  initiative: KeptInitiative,
  hops: readonly GivenHop[],
  exit: Exit | null,
  about: number | null,
  reason: WordedReason | null = null,
): StepAnswer {
  const { id, body, changedAt } = initiative
  const hop = hops.at(about ?? -1)
  const base: StepAnswer = hop
    ? answerOfHop(hop)
    : {
        operationId: id,
        exit: null,
        status: null,
        line: body.line,
        channel: body.channel,
        address: 'address' in body.to ? body.to.address : null,
        sessionId: null,
        messageId: null,
        reason: null,
        at: changedAt,
      }
  return {
    ...base,
    operationId: id,
    exit,
    reason: reason ?? base.reason,
    ...(body.hops ? { hops: hops.map(reportOf) } : {}),
  }
}

/** As its operation tells it, with how far it came since. */
function answerOfHop(hop: GivenHop): StepAnswer {
  const answer = answerOf(hop.operation)
  const { failure } = hop.fate
  const reason = failure && { code: failure.code, text: failureText(failure, answer.channel) }
  return { ...answer, status: statusOf(hop), reason: reason ?? answer.reason }
}

/** What is truly known; stored by the host is not delivered (R-ERR-3). */
export function statusOf({ operation, fate }: Pick<GivenHop, 'operation' | 'fate'>) {
  return operation.state === 'sent' ? (fate.status ?? 'accepted') : null
}

function failureText(
  { code, text }: { readonly code: string; readonly text: string },
  channel: string | null,
): string {
  const sentence = failureSentence(code, 'en', { channel, hostText: text })
  return code === 'unknown' && text !== '' ? `${sentence} “${text}”` : sentence
}

function reportOf(hop: GivenHop): HopReport {
  const { exit: _exit, ...answer } = answerOfHop(hop)
  return { ...answer, state: hop.operation.state }
}
