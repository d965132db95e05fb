import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'

const text = z.string().min(1).max(500)
const number = z.int().min(0)

const Confirmed = z
  .strictObject({
    by: text.describe('Who confirmed it.'),
    at: z.iso.date().describe('When, as 2026-11-21.'),
  })
  .nullable()
  .default(null)

/** A line as the administrator describes it: the host has none. */
export const LineSchema = z.strictObject({
  id: text.describe('Our name of the line, for ever the same; the host has no lines.'),
  name: text.nullable().default(null).describe('What people see; null: the name of the department.'),
  departmentId: number.describe('The department: it decides the mailbox and who works there.'),
  channels: z
    .array(
      z.strictObject({
        channel: z.enum(CHANNELS).describe('Our name of the messenger or mailbox.'),
        sources: z
          .array(text)
          .min(1)
          .describe('Values of "source" in tickets of this channel, as this tenant spells them.'),
        riskConfirmed: Confirmed.describe(
          'Unofficial WhatsApp: an administrator knows that starting may get the number blocked for good. null: nobody starts.',
        ),
        rulesConfirmed: Confirmed.describe(
          'WhatsApp Business: an administrator has accepted the rules of template messages. null: no template goes out.',
        ),
        defaultTemplate: z
          .string()
          .min(1)
          .max(4000)
          .nullable()
          .default(null)
          .describe(
            'WhatsApp Business: the words of the channel’s default template, to be shown before sending.',
          ),
      }),
    )
    .min(1)
    .describe('The channels of the line; the host does not tell them.'),
  mailbox: z
    .email()
    .nullable()
    .default(null)
    .describe('The mailbox from which the department’s letters leave; the host does not tell it.'),
})
export type LineRow = z.infer<typeof LineSchema>
