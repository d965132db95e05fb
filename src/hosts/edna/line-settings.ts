import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'

const text = z.string().min(1).max(500)
const number = z.int().min(0)

/** One channel of a line as the administrator describes it: Chat Center lists none. */
export const LineSchema = z.strictObject({
  id: text.describe('Our id of the line; the host has none.'),
  name: text.describe('The name people see.'),
  channel: z.enum(CHANNELS).describe('Our name of the messenger or mailbox.'),
  channelType: z
    .string()
    .regex(/^[A-Z_]{2,40}$/, 'must be a type like WHATSAPP')
    .describe('The host’s channelType.'),
  channelNumber: number.describe('The number under "channel" in threads; its meaning is the stand’s own.'),
  appMarker: text.nullable().default(null).describe('Tells several numbers or apps of one channel apart.'),
  pulseSubjectId: number
    .nullable()
    .default(null)
    .describe('The channel’s subjectId in Pulse, for templates; null: no templates on this line.'),
  operators: z.array(text).nullable().default(null).describe('Ids of who works there; null: unknown.'),
  supervisors: z
    .array(text)
    .nullable()
    .default(null)
    .describe('Ids of the line’s supervisors; null: unknown.'),
})
