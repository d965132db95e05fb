import * as z from 'zod'
import { CHANNELS, MESSAGE_STATUSES } from '../domain/words.ts'
import { EXITS } from '../outbound/index.ts'

/** What an operation came to, as the process engine and administrators read it. */
export const StepAnswerSchema = z.object({
  operationId: z.string(),
  exit: z.enum(EXITS).nullable().describe('Null while it is not known.'),
  status: z.enum(MESSAGE_STATUSES).nullable().describe('What is truly known of the message.'),
  line: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  address: z.string().nullable(),
  sessionId: z.string().nullable(),
  messageId: z.string().nullable(),
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  at: z.iso.datetime(),
})

/** The same with where it stands and what was done, step by step. */
export const ReportSchema = StepAnswerSchema.extend({
  state: z.string(),
  attempts: z.number().describe('How many times the host was asked to send.'),
  steps: z.array(
    z.object({
      name: z.string(),
      beganAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      outcome: z.string().nullable().describe('`done`, a state or a failure code; null while it runs.'),
    }),
  ),
})
