import * as z from 'zod'
import type { BatchPlan } from '../../journal/batch.ts'

/** Ids stand in addresses and before the ids of operations, so they are plain. */
export const BatchIdSchema = z
  .string()
  .min(1)
  .max(150)
  .regex(/^[\w.~:@!-]+$/, 'only letters, digits and . ~ : @ ! _ -')

/** What people call a batch. */
export const BatchNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u, 'one line of text')

const Options = {
  id: BatchIdSchema.optional().describe(
    'The batch’s id; the same id never makes a second batch. Absent: we make one.',
  ),
  name: BatchNameSchema.optional().describe(
    'What people call it, in Operations and in reports. Absent: the name of the file in Content-Disposition, if there is one.',
  ),
  dryRun: z.boolean().default(false).describe('Judge every row and send nothing.'),
  onDuplicate: z
    .enum(['skip', 'send'], { error: 'either "skip" or "send"' })
    .default('skip')
    .describe('More than one row for one person: one message, or one for each row.'),
  onInvalid: z
    .enum(['skip', 'reject'], { error: 'either "skip" or "reject"' })
    .default('skip')
    .describe('Wrong rows: send to the others, or send nothing at all.'),
  paused: z.boolean().default(false).describe('Wait for “resume” before anything is sent.'),
}

const Step = z
  .record(z.string(), z.unknown(), { error: 'the body of the step, an object' })
  .refine((step) => !('to' in step), { path: ['to'], error: 'every row says itself to whom it goes' })
  .refine((step) => !('operationId' in step), { path: ['operationId'], error: 'every row gets one from us' })
  .refine((step) => !('dryRun' in step), {
    path: ['dryRun'],
    error: 'a batch has its own dryRun, beside the step',
  })
  .describe(
    'The body of the step, without `to` and `operationId`. `{{name}}` in its text and subject is filled from the row.',
  )

/** What stands beside the list in a JSON body. */
export const OrderSchema = z.strictObject({
  ...Options,
  step: Step,
  recipients: z.array(z.never(), { error: 'a list of recipients' }),
})

const flag = z
  .enum(['true', 'false'], { error: 'either true or false' })
  .optional()
  .transform((value) => value === 'true')

/** The same as a query, beside a file. */
export const OrderQuerySchema = z.object({
  id: Options.id,
  name: Options.name,
  dryRun: flag,
  onDuplicate: Options.onDuplicate,
  onInvalid: Options.onInvalid,
  paused: flag,
  step: z
    .string()
    .default('{}')
    .describe('The body of the step as JSON; what a column brings may be left out.')
    .transform((text, context) => {
      try {
        return Step.parse(JSON.parse(text))
      } catch (error) {
        const [issue] = error instanceof z.ZodError ? error.issues : []
        context.addIssue({
          code: 'custom',
          path: issue?.path ?? [],
          message: issue?.message ?? 'must be JSON',
        })
        return z.NEVER
      }
    }),
})
export type OrderQuery = z.output<typeof OrderQuerySchema>

type Order = Omit<BatchPlan, 'name'> & { readonly name?: string | undefined }

/** The plan of an order, without the id. @param fileName what the list was called where it came from. */
export function planOf(order: Order, fileName: string | null): BatchPlan {
  const { name = fileName, step, dryRun, onDuplicate, onInvalid, paused } = order
  return { ...(name === null ? {} : { name }), step, dryRun, onDuplicate, onInvalid, paused }
}
