import type { Exit } from '../../domain/outcome.ts'
import type { Reason } from '../../domain/reasons.ts'
import type { HostError } from '../../hosts/errors.ts'
import { failureSentence, reasonSentence } from '../../words/index.ts'
import { named } from '../facts.ts'
import type { Outbound } from '../types.ts'
import type { WordedReason } from '../step-types.ts'
import { answerWith } from './answer.ts'
import type { KeptInitiative } from './body.ts'
import type { FetchedFiles } from './fetch-files.ts'
import { givenHops, type GivenHop } from './hops.ts'

/** Fixes the exit for ever. Whoever waits for a callback is owed the answer from the same moment on. */
export async function end(
  o: Outbound,
  initiative: KeptInitiative,
  hops: readonly GivenHop[],
  exit: Exit,
  about: number | null,
  reason: WordedReason | null = null,
): Promise<null> {
  const now = o.now()
  const answer = { ...answerWith(initiative, hops, exit, about, reason), at: now.toISOString() }
  const { cancelled } = initiative
  await o.journal.initiatives.change(
    initiative,
    { state: 'ended', exit, answer, waitsFor: null, cancelled, dueAt: null },
    now,
  )
  return null
}

type UnreadyFile = Exclude<FetchedFiles, { kind: 'ready' }>

/** Why nothing (more) leaves: called off, a rule, the host, or a file that could not be fetched. */
type Why =
  | 'cancelled'
  | 'conflict'
  | { readonly rule: Reason }
  | { readonly host: HostError }
  | { readonly file: UnreadyFile }

/** Ends one of which nothing is on its way. */
export async function endUnsent(
  o: Outbound,
  initiative: KeptInitiative,
  exit: Exit,
  why: Why,
): Promise<null> {
  const hops = await givenHops(o, initiative.hops)
  return end(o, initiative, hops, exit, null, await worded(o, initiative, why))
}

const CALLED_OFF = {
  asked: 'It was called off before it left.',
  reply: 'The customer wrote first, so it was not sent.',
} as const
const CONFLICT = 'Another message was already asked for under the operation id of this one.'

/** Why a step that was called off did not send. */
export function calledOff({ cancelled }: KeptInitiative): WordedReason {
  return { code: 'cancelled', text: CALLED_OFF[cancelled?.why ?? 'asked'] }
}

async function worded(o: Outbound, initiative: KeptInitiative, why: Why): Promise<WordedReason> {
  if (why === 'cancelled') return calledOff(initiative)
  if (why === 'conflict') return { code: 'operation-conflict', text: CONFLICT }
  if ('file' in why) {
    const { kind, name } = why.file
    return kind === 'too-large'
      ? { code: 'attachments-too-large', text: `With ${name} the files are too large.` }
      : { code: 'attachment-unreachable', text: `${name} could not be fetched from its address.` }
  }
  if ('host' in why) return { code: why.host.code, text: failureSentence(why.host.code, 'en') }
  const [reason = why.rule] = await named(o, [why.rule])
  return { code: reason.code, text: reasonSentence(reason, 'en') }
}
