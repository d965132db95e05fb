import * as z from 'zod'
import { CONDITIONS } from '../../src/domain/outcome.ts'
import { MessageSchema } from './message-schema.ts'
import { ChannelSchema, DurationSchema, IdSchema, RecipientSchema } from './parts.ts'

const MOST_HOPS = 10

const Hop = z.strictObject({
  line: IdSchema,
  channel: ChannelSchema.optional(),
  to: RecipientSchema.optional().describe('Left out: to whom the first message goes.'),
  message: MessageSchema,
  condition: z
    .enum(CONDITIONS, { error: `one of ${CONDITIONS.join(', ')}` })
    .optional()
    .describe(
      'When it goes: the message before it could not leave or failed (`refused`, which always counts), or had not come so far within its patience. Left out: by what the step waits for.',
    ),
  patience: DurationSchema.describe('How long the message before it has until the condition is looked at.'),
})

/** A cascade: what follows, in order, when the message before did not do. */
export const HopsSchema = z
  .array(Hop)
  .min(1, 'at least one; leave it out for none')
  .max(MOST_HOPS, `${MOST_HOPS} at most`)
  .optional()
  .describe(
    'Messages that follow on other lines or channels when the one before did not do. Nothing follows once any of them came as far as the condition asks.',
  )
