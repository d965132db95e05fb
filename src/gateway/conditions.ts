import * as z from 'zod'
import { CHANNELS } from '../domain/words.ts'
import type { Conditions } from '../outbound/index.ts'

const channels = z.array(z.enum(CHANNELS, { error: `must be one of ${CHANNELS.join(', ')}` }))
const words = z
  .array(
    z
      .string()
      .max(100)
      .regex(/[\p{L}\p{N}]/u, 'must have a letter or a digit in it'),
  )
  .max(100)
const HOUR_MS = 3_600_000

/** R-CONSENT-1, R-CONSENT-2. */
export const ConsentSettingsSchema = z.strictObject({
  required: channels
    .default([])
    .describe('Channels on which nobody may be written to first who has not agreed (PUT /v1/consents).'),
  optOutWords: words
    .default(['stop', 'unsubscribe', 'стоп', 'отписаться'])
    .describe('A customer’s message that is nothing but one of these means: do not write first any more.'),
  optInWords: words.default([]).describe('And one of these: write again.'),
})

/** R-CAP-1. */
export const CapSettingsSchema = z.strictObject({
  most: z.int().min(1).max(1000).describe('So many messages of processes may reach one account …'),
  hours: z
    .int()
    .min(1)
    .max(24 * 366)
    .describe('… in so many hours; `168` is a week.'),
  channels: channels.min(1).optional().describe('On these channels alone. Absent: on each of all channels.'),
})

/** The workspace's settings as the use cases take them. */
export function conditionsOf({
  consent,
  caps,
}: {
  readonly consent: z.infer<typeof ConsentSettingsSchema>
  readonly caps: readonly z.infer<typeof CapSettingsSchema>[]
}): Conditions {
  return {
    consentRequired: consent.required,
    words: { optOut: consent.optOutWords, optIn: consent.optInWords },
    caps: caps.map((cap) => ({
      most: cap.most,
      periodMs: cap.hours * HOUR_MS,
      channels: cap.channels ?? null,
    })),
  }
}
