import type { Channel } from '../domain/words.ts'
import { lineOf } from './directory.ts'
import { InvalidInput } from './errors.ts'
import { fetchFiles } from './initiative/fetch-files.ts'
import { rehearse } from './rehearse.ts'
import { channelOf, offOnReply, stepIntent } from './step-intent.ts'
import type { Outbound } from './types.ts'
import type { HopRehearsal, StepAnswer, StepInput } from './step-types.ts'

/**
 * The dry run of a whole step. Of a cascade every message is judged, as if it left now; the answer is that of the first one that a rule
 * does not refuse, since the ones before it would be passed over, or of the last one where all are refused.
 * @throws HostError, InvalidInput (paths below `hops.<n>` for a message that follows).
 */
export async function rehearseAll(o: Outbound, input: StepInput): Promise<StepAnswer> {
  const { hops } = input
  const first = await rehearseOne(o, input, '')
  if (!hops) return first
  const answers = [first]
  for (const [n, { line, channel, to = input.to, message }] of hops.entries())
    answers.push(await rehearseOne(o, { ...input, line, channel, to, message }, `hops.${n}.`))
  const answer = answers.find(({ exit }) => exit !== 'refused') ?? answers.at(-1) ?? first
  if (!answer.dryRun) throw new Error('A dry run came to nothing.')
  return { ...answer, dryRun: { ...answer.dryRun, hops: answers.map(hopOf) } }
}

async function rehearseOne(o: Outbound, input: StepInput, place: string): Promise<StepAnswer> {
  const { operationId: id, message } = input
  const line = await lineOf(o, input.line)
  if (!line) throw new InvalidInput([{ path: `${place}line`, message: 'There is no such line.' }])
  const channel: Channel = channelOf(line, input.channel, place)
  const intent = { ...stepIntent(input, input, channel), ...offOnReply(input, o.now().toISOString()) }
  const fetched = await fetchFiles(o, id, message, channel)
  const files = fetched.kind === 'ready' ? fetched.files : []
  return rehearse(o, input, files.length > 0 ? { ...intent, attachments: files, initiative: id } : intent)
}

function hopOf({ exit, line, channel, address, reason, dryRun }: StepAnswer): HopRehearsal {
  const { verdict, waitsFor = null, text = '' } = dryRun ?? {}
  return { exit, line, channel, address, reason, verdict: verdict?.kind ?? 'refused', waitsFor, text }
}
