import type { Channel, Line } from '../domain/words.ts'
import { fingerprint } from '../journal/print.ts'
import type { Aim, Intent } from '../journal/operation.ts'
import { outcomeOf, perform } from './carry.ts'
import { lineOf } from './directory.ts'
import { InvalidInput } from './errors.ts'
import { rehearse } from './rehearse.ts'
import { before } from './start.ts'
import { answerOf } from './step-answer.ts'
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

function intentOf(input: StepInput, channel: Channel): Intent {
  const { line, to, message, author, onOpenSession, tags, fields, oneOf } = input
  return {
    kind: 'step',
    lineId: line,
    channel,
    aim: aimOf(to),
    text: message.text,
    subject: message.subject,
    operatorId: author === 'system' ? null : author.initiator,
    onOpenSession,
    ...(message.template ? { template: message.template } : {}),
    ...(tags ? { tags } : {}),
    ...(fields ? { fields } : {}),
    ...(oneOf ? { oneOf } : {}),
  }
}

function aimOf(to: StepInput['to']): Aim {
  if ('contactId' in to) return { by: 'contact', contactId: to.contactId, address: null }
  return 'address' in to ? { by: 'address', address: to.address } : { by: 'record', record: to.record }
}

/** A line with one channel needs no choice. @throws InvalidInput (path `channel`). */
export function channelOf(line: Line, wanted: Channel | null): Channel {
  if (wanted !== null) return wanted
  const [only, ...others] = line.channels
  if (only !== undefined && others.length === 0) return only
  const choice = line.channels.length === 0 ? 'it has none' : `one of ${line.channels.join(', ')}`
  throw new InvalidInput([{ path: 'channel', message: `Say on which channel of the line: ${choice}.` }])
}
