import { fingerprint } from '../journal/print.ts'
import { outcomeOf, perform } from './carry.ts'
import { lineOf } from './directory.ts'
import { InvalidInput } from './errors.ts'
import { beginInitiative } from './initiative/begin.ts'
import { needsInitiative } from './initiative/body.ts'
import { fetchFiles } from './initiative/fetch-files.ts'
import { rehearse } from './rehearse.ts'
import { before } from './start.ts'
import { answerOf } from './step-answer.ts'
import { channelOf, offOnReply, stepIntent } from './step-intent.ts'
import type { Outbound, StepAnswer, StepInput } from './types.ts'

/**
 * The process step (R-PROC-1 to 5). A plain call resolves when settled; one that waits for more resolves with `exit: null` unless
 * that comes within a moment. A rule that says no is an exit, not an error.
 * @param onKnown called when the same call came before: the answer is that one's, and nothing is done for it.
 * @throws InvalidInput (unknown line, no channel to choose), OperationConflict; on a dry run HostError too.
 */
export async function initiativeMessage(
  o: Outbound,
  input: StepInput,
  onKnown?: () => void,
): Promise<StepAnswer> {
  const { operationId: id, dryRun, ...body } = input
  const print = await fingerprint(body, o.digest)
  const known = dryRun ? null : await before(o, id, print)
  // What was begun one way goes on that way, whatever the settings are by now.
  const begun = known !== null && known.intent.initiative !== undefined
  if (!dryRun && (begun || (!known && needsInitiative(o, input))))
    return beginInitiative(o, input, print, onKnown)
  if (known) {
    onKnown?.()
    return answerOf(await outcomeOf(o, known))
  }
  const line = await lineOf(o, input.line)
  if (!line) throw new InvalidInput([{ path: 'line', message: 'There is no such line.' }])
  const channel = channelOf(line, input.channel)
  const intent = { ...stepIntent(input, input, channel), ...offOnReply(input, o.now().toISOString()) }
  if (dryRun) {
    const fetched = await fetchFiles(o, id, input.message, channel)
    const files = fetched.kind === 'ready' ? fetched.files : []
    return rehearse(o, input, files.length > 0 ? { ...intent, attachments: files, initiative: id } : intent)
  }
  const contactId = 'contactId' in input.to ? input.to.contactId : null
  return answerOf(await perform(o, { id, fingerprint: print, intent, contactId }, onKnown))
}
