import { addressFits, canonicalAddress, suggestPhone, tidyPhone } from '../../domain/address.ts'
import type { Channel, Line } from '../../domain/words.ts'
import type { BatchPlan, Recipient, RowReason } from '../../journal/batch.ts'
import { lineOf } from '../directory.ts'
import { InvalidInput } from '../errors.ts'
import { timeOfSending } from '../initiative/not-before.ts'
import { channelOf } from '../step-intent.ts'
import type { Outbound } from '../types.ts'
import type { StepInput } from '../step-types.ts'
import { bodyOf, namesIn } from './body.ts'

/** Checks a body as the step does when a process calls it. @throws InvalidInput with every wrong field. */
export type ReadStep = (body: unknown) => StepInput

/** What is wrong with a row before anybody was asked, and whom it means. */
export interface RowVerdict {
  readonly fault: RowReason | null
  /** Equal for rows that mean the same person, as far as the list itself tells. */
  readonly person: string | null
}

/** What a spreadsheet makes of a long number: `7,91E+10`. Its last digits are gone, so nothing can be restored. */
const SCIENTIFIC = /^\s*[+-]?\d+(?:[.,]\d+)?e[+-]?\d+\s*$/i

/** Looks at rows of one list. Lines are asked for once. */
export function rowJudge(
  o: Outbound,
  read: ReadStep,
  plan: BatchPlan,
): (row: Recipient) => Promise<RowVerdict> {
  const lines = new Map<string, Line | null>()
  async function judge(row: Recipient): Promise<RowVerdict> {
    const { to } = row
    if (to === null) return wrong({ code: 'no-recipient' })
    if ('address' in to && SCIENTIFIC.test(to.address))
      return wrong({ code: 'scientific-notation', field: 'address', facts: { address: to.address.trim() } })
    const { body, missing } = bodyOf(plan.step, row)
    const [name] = missing
    if (name !== undefined) return wrong({ code: 'value-missing', field: name, facts: { name } })
    const input = read({ ...body, operationId: 'row' })
    const line = lines.get(input.line) ?? (await lineOf(o, input.line))
    lines.set(input.line, line)
    if (!line) return wrong({ code: 'unknown-line', field: 'line', facts: { line: input.line } })
    const channel = channelOf(line, input.channel)
    const person = plan.onDuplicate === 'send' ? null : personOf(input.to, channel)
    return { fault: addressFault(o, input.to, channel), person }
  }
  return async (row) => {
    try {
      return await judge(row)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const [first] = error.fields
      return wrong({ code: 'invalid-field', field: first?.path ?? 'body', text: first?.message ?? '' })
    }
  }
}

/**
 * What is everybody's is checked before a single row is read, as far as rows do not bring it themselves.
 * @param own what every row brings itself.
 * @throws InvalidInput with paths below `step`.
 */
export async function checkStep(
  o: Outbound,
  read: ReadStep,
  step: BatchPlan['step'],
  own: { readonly line: boolean; readonly text: boolean; readonly template: boolean },
): Promise<void> {
  const values = Object.fromEntries(namesIn(step).map((name) => [name, 'x']))
  const sample: Recipient = {
    to: { contactId: 'x' },
    values,
    ...(own.line ? { line: 'x' } : {}),
    ...(own.text ? { text: 'x' } : {}),
    ...(own.template ? { template: 'x' } : {}),
  }
  try {
    const input = read({ ...bodyOf(step, sample).body, operationId: 'row' })
    timeOfSending(input, o.now())
    if (own.line) return
    const line = await lineOf(o, input.line)
    if (!line) throw new InvalidInput([{ path: 'line', message: 'There is no such line.' }])
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    throw new InvalidInput(error.fields.map(({ path, message }) => ({ path: `step.${path}`, message })))
  }
}

/** R-ADDR-2, R-ADDR-4: a phone is put right by its punctuation alone, never guessed. */
function addressFault(o: Outbound, to: StepInput['to'], channel: Channel): RowReason | null {
  if (!('address' in to)) return null
  const address = tidyPhone(to.address.trim())
  const form = o.host.policy.channels[channel]?.address ?? 'any'
  if (addressFits(form, address)) return null
  const suggestion = form === 'e164' ? suggestPhone(address, o.workspace.country) : null
  return { code: 'address-malformed', field: 'address', facts: { address, channel, suggestion } }
}

function personOf(to: StepInput['to'], channel: Channel): string {
  if ('contactId' in to) return `contact:${to.contactId}`
  if ('record' in to) return `record:${to.record.type}:${to.record.id}`
  return `${channel}:${canonicalAddress(tidyPhone(to.address.trim()))}`
}

const wrong = (fault: RowReason): RowVerdict => ({ fault, person: null })
