import * as z from 'zod'
import { WORDS_ON_UNKNOWN } from '../journal/operation.ts'
import { StepOutputSchema } from '../../process-actions/initiative-message/schemas.ts'

/** What an operation came to, as the process engine and administrators read it: the step's answer with what was done for it. */
export const ReportSchema = StepOutputSchema.omit({ dryRun: true }).extend({
  state: z.string(),
  waiting: z
    .object({
      reason: z.string().describe('`open-session`, or the state it is in: `sending`, `watching`.'),
      deadlineAt: z.iso.datetime().describe('Until when at the latest.'),
    })
    .nullable()
    .describe('While a step waits: what for.'),
  attempts: z.number().describe('How many times the host was asked to send.'),
  steps: z.array(
    z.object({
      name: z.string(),
      beganAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      outcome: z.string().nullable().describe('`done`, a state or a failure code; null while it runs.'),
      by: z.string().nullable().describe('The person who did it.'),
    }),
  ),
  judged: z
    .object({
      verdict: z.enum(WORDS_ON_UNKNOWN),
      by: z.string(),
      operatorId: z.string().nullable(),
      at: z.iso.datetime(),
      next: z.string().nullable().describe('The operation that sends it again.'),
    })
    .nullable()
    .describe('What a person said of it when its outcome was unknown.'),
  repeats: z.string().nullable().describe('The operation that a person let be sent again as this one.'),
})

/** A person's word on an operation whose outcome nobody knows. */
export const VerdictBodySchema = z.strictObject({
  verdict: z.enum(WORDS_ON_UNKNOWN).describe('`send-again` says that it did not arrive.'),
  by: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Who says so; needed with the workspace secret, and not taken with a context, which names the operator.',
    ),
})
