import * as z from 'zod'
import { LONGEST_LIMIT_MS } from '../../src/domain/outcome.ts'
import { CHANNELS } from '../../src/domain/words.ts'

export const IdSchema = z.string().min(1).max(200)
export const ChannelSchema = z.enum(CHANNELS, { error: `one of ${CHANNELS.join(', ')}` })

/** Who gets it. */
export const RecipientSchema = z
  .strictObject({
    contactId: IdSchema.optional(),
    address: z.string().min(1).max(254).optional(),
    record: z.strictObject({ type: IdSchema, id: IdSchema }).optional(),
  })
  .refine((to) => [to.contactId, to.address, to.record].filter((one) => one !== undefined).length === 1, {
    error: 'give exactly one of contactId, address and record',
  })
  .describe('Who gets it: a contact of the host, an address on the channel, or the contact behind a record.')

// Days and shorter: a month has no fixed length.
const DURATION = /^P(?!$)(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/
const UNIT_MS = { W: 7 * 86_400_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const
const FORM =
  'an ISO 8601 length of time in weeks, days, hours, minutes or seconds, for example PT1H; longer than nothing, 30 days at most'

/** `PT1H` → 3,600,000; for one that `DurationSchema` has passed. */
export function durationMs(duration: string): number {
  return [...duration.matchAll(/(\d+(?:\.\d+)?)([WDHMS])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS],
    0,
  )
}

/** A length of time up to 30 days. */
export const DurationSchema = z
  .string()
  .refine((text) => DURATION.test(text) && durationMs(text) > 0 && durationMs(text) <= LONGEST_LIMIT_MS, FORM)
