import * as z from 'zod'
import { StepOutputSchema } from '../../process-actions/initiative-message/schemas.ts'

/** What an operation came to, as the process engine and administrators read it: the step's answer with what was done for it. */
export const ReportSchema = StepOutputSchema.omit({ dryRun: true }).extend({
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
