import type { Channel } from '../domain/words.ts'
import type { Operation } from '../journal/operation.ts'
import type { Intent } from '../journal/intent.ts'
import { fingerprint } from '../journal/print.ts'
import { outcomeOf, perform, performNew } from './carry.ts'
import { lineAtHand, lineOf } from './directory.ts'
import { InvalidInput, OperationConflict } from './errors.ts'
import { beginInitiative } from './initiative/begin.ts'
import { needsInitiative } from './initiative/body.ts'
import { rehearseAll } from './rehearse-hops.ts'
import { before } from './start.ts'
import { answerOf } from './step-answer.ts'
import { channelOf, offOnReply, stepIntent } from './step-intent.ts'
import type { Outbound } from './types.ts'
import type { StepAnswer, StepInput } from './step-types.ts'

/**
 * The process step (R-PROC-1 to 5). A plain call resolves when settled; one that waits for more resolves with `exit: null` unless
 * that comes within a moment. A rule that says no is an exit, not an error.
 * @param onKnown called when the same call came before: the answer is that one's, and nothing is done for it.
 * @throws InvalidInput (unknown line, no channel to choose), OperationConflict; BatchStands for a row of a batch; on a dry run HostError
 * too.
 */
export async function initiativeMessage(
  o: Outbound,
  input: StepInput,
  onKnown?: () => void,
): Promise<StepAnswer> {
  const { operationId: id, dryRun, ...body } = input
  const print = await fingerprint(body, o.digest)
  const { batchId } = input
  const contactId = 'contactId' in input.to ? input.to.contactId : null
  const atHand = dryRun || needsInitiative(o, input) ? null : intentAtHand(o, input)
  const planned = { id, fingerprint: print, contactId, ...(batchId === undefined ? {} : { rowOf: batchId }) }
  // Whether the same call came before is found out by planning it: one question less for each that is new.
  if (atHand) {
    const performed = performNew(o, { ...planned, intent: atHand }, (known) =>
      answerKnown(o, input, print, known, onKnown),
    )
    return performed.then(
      (operation) => ('exit' in operation ? operation : answerOf(operation)),
      (error: unknown) => answerBegun(o, input, print, error, onKnown),
    )
  }
  const known = dryRun ? null : await before(o, id, print)
  if (known) return answerKnown(o, input, print, known, onKnown)
  if (!dryRun && needsInitiative(o, input)) return beginInitiative(o, input, print, onKnown)
  if (dryRun) return rehearseAll(o, input)
  const line = await lineOf(o, input.line)
  if (!line) throw new InvalidInput([{ path: 'line', message: 'There is no such line.' }])
  const channel = channelOf(line, input.channel)
  const intent = intentOn(o, input, channel)
  return perform(o, { ...planned, intent }, onKnown).then(answerOf, (error: unknown) =>
    answerBegun(o, input, print, error, onKnown),
  )
}

async function answerKnown(
  o: Outbound,
  input: StepInput,
  print: string,
  known: Operation,
  onKnown: (() => void) | undefined,
): Promise<StepAnswer> {
  // What was begun one way goes on that way, whatever the settings are by now.
  if (known.intent.initiative !== undefined) return beginInitiative(o, input, print, onKnown)
  onKnown?.()
  return answerOf(await outcomeOf(o, known))
}

/**
 * A call that was begun as one that waits stays that, though nothing would keep it by now: one that was called off has no message, and
 * never gets one. @throws the error where it was not begun so.
 */
async function answerBegun(
  o: Outbound,
  input: StepInput,
  print: string,
  error: unknown,
  onKnown: (() => void) | undefined,
): Promise<StepAnswer> {
  const begun = error instanceof OperationConflict ? await o.journal.initiatives.get(input.operationId) : null
  if (begun?.fingerprint !== print) throw error
  return beginInitiative(o, input, print, onKnown)
}

/** What is meant, where the host need not be asked for the line; `null`: it must be, or something is wrong with it. */
function intentAtHand(o: Outbound, input: StepInput): Intent | null {
  const line = lineAtHand(o, input.line)
  const channel = line && (input.channel ?? (line.channels.length === 1 ? line.channels[0] : null))
  return channel ? intentOn(o, input, channel) : null
}

function intentOn(o: Outbound, input: StepInput, channel: Channel): Intent {
  return { ...stepIntent(input, input, channel), ...offOnReply(input, o.now().toISOString()) }
}
