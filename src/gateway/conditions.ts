import * as z from 'zod'
import { isTimeZone, notQuietFrom, WEEKDAYS, type QuietWindow } from '../domain/schedule.ts'
import { CHANNELS } from '../domain/words.ts'
import type { Conditions, QuietHours } from '../outbound/index.ts'

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

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day like 21:00')
const zone = z.string().refine(isTimeZone, 'must be a time zone like Europe/Moscow')

/** R-TIME-2. */
export const QuietHoursSchema = z
  .strictObject({
    hours: z
      .array(
        z.strictObject({
          days: z
            .array(z.enum(WEEKDAYS, { error: `must be one of ${WEEKDAYS.join(', ')}` }))
            .min(1)
            .optional()
            .describe('Days on which it begins: `monday` and so on. Absent: every day.'),
          from: clock.refine((text) => text !== '24:00', 'must be before 24:00').describe('`21:00`'),
          to: clock.describe('`09:00`; the next day where it is not after `from`. `24:00` is midnight.'),
        }),
      )
      .min(1)
      .max(50)
      .describe('When it is quiet, by the customer’s clock.'),
    zone: zone.describe(
      'Where your lines are, `Europe/Moscow`: it counts where nothing tells where the customer is.',
    ),
    lineZones: z
      .record(z.string().min(1).max(200), zone)
      .default({})
      .describe('Lines that are somewhere else, by id.'),
    zoneFields: z
      .array(
        z
          .string()
          .regex(/^[^.\s]+\.\S+$/, 'must be a field of a record like contact.zone')
          .max(200),
      )
      .max(10)
      .default([])
      .describe(
        'Fields of the record that name the customer’s zone, as the host names them (`contact.zone`); the first that does wins, before the country of the phone.',
      ),
    severalZones: z
      .enum(['all', 'line'], { error: 'must be all or line' })
      .default('all')
      .describe(
        'A phone of a country with several zones: `all` writes when it is quiet in none of them, `line` goes by the line’s clock.',
      ),
  })
  .refine(
    ({ hours }) => notQuietFrom(windowsOf(hours), ['UTC'], new Date()) !== null,
    'must leave a time that is not quiet',
  )

type Hours = readonly { days?: QuietWindow['days'] | undefined; from: string; to: string }[]

function windowsOf(hours: Hours): QuietWindow[] {
  return hours.map(({ days = WEEKDAYS, from, to }) => ({
    days,
    fromMinute: minuteOf(from),
    toMinute: minuteOf(to),
  }))
}

function minuteOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

function quietOf({ hours, ...where }: z.infer<typeof QuietHoursSchema>): QuietHours {
  return { windows: windowsOf(hours), ...where }
}

/** The workspace's settings as the use cases take them. */
export function conditionsOf({
  consent,
  caps,
  quietHours,
}: {
  readonly consent: z.infer<typeof ConsentSettingsSchema>
  readonly caps: readonly z.infer<typeof CapSettingsSchema>[]
  readonly quietHours?: z.infer<typeof QuietHoursSchema> | undefined
}): Conditions {
  return {
    consentRequired: consent.required,
    words: { optOut: consent.optOutWords, optIn: consent.optInWords },
    caps: caps.map((cap) => ({
      most: cap.most,
      periodMs: cap.hours * HOUR_MS,
      channels: cap.channels ?? null,
    })),
    ...(quietHours ? { quiet: quietOf(quietHours) } : {}),
  }
}
