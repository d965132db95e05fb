import type { Channel, Line } from '../domain/words.ts'
import type { Aim, Intent } from '../journal/intent.ts'
import { InvalidInput } from './errors.ts'
import type { StepInput, StepMessage, StepRecipient } from './step-types.ts'

/** What a process asks for, as an intention: the first message of a call, or one that follows. */
export function stepIntent(
  call: Pick<StepInput, 'author' | 'onOpenSession' | 'tags' | 'fields' | 'oneOf' | 'batchId'>,
  hop: { readonly line: string; readonly to: StepRecipient; readonly message: StepMessage },
  channel: Channel,
): Intent {
  const { author, onOpenSession, tags, fields, oneOf, batchId } = call
  const { message } = hop
  return {
    kind: 'step',
    lineId: hop.line,
    channel,
    aim: aimOf(hop.to),
    text: message.text,
    subject: message.subject,
    operatorId: author === 'system' ? null : author.initiator,
    // It leaves when none is open; one that was opened this very moment has it wait again.
    onOpenSession: onOpenSession === 'after-close' ? 'refuse' : onOpenSession,
    ...(message.template ? { template: message.template } : {}),
    ...(tags ? { tags } : {}),
    ...(fields ? { fields } : {}),
    ...(oneOf ? { oneOf } : {}),
    ...(batchId === undefined ? {} : { batchId }),
  }
}

/** What a message of the customer's calls off; `since`: when the process asked for it. */
export function offOnReply(
  { cancelOn }: Pick<StepInput, 'cancelOn'>,
  since: string,
): Pick<Intent, 'offOnReplySince'> {
  return cancelOn?.includes('reply') ? { offOnReplySince: since } : {}
}

function aimOf(to: StepRecipient): Aim {
  if ('contactId' in to) return { by: 'contact', contactId: to.contactId, address: null }
  return 'address' in to ? { by: 'address', address: to.address } : { by: 'record', record: to.record }
}

/** A line with one channel needs no choice. @param place where in the body it stands. @throws InvalidInput. */
export function channelOf(line: Line, wanted: Channel | null, place = ''): Channel {
  if (wanted !== null) return wanted
  const [only, ...others] = line.channels
  if (only !== undefined && others.length === 0) return only
  const choice = line.channels.length === 0 ? 'it has none' : `one of ${line.channels.join(', ')}`
  const message = `Say on which channel of the line: ${choice}.`
  throw new InvalidInput([{ path: `${place}channel`, message }])
}
