import * as z from 'zod'
import { LINE_ROLES } from '../domain/readers.ts'

const ids = z.array(z.string().min(1).max(200)).min(1, 'must name at least one').max(1000)

/** R-READ-1. */
const ReaderRuleSchema = z
  .strictObject({
    operators: ids.optional().describe('Staff by the host’s ids. Absent: everybody.'),
    role: z
      .enum(LINE_ROLES, { error: `must be one of ${LINE_ROLES.join(', ')}` })
      .optional()
      .describe(
        'What the host says they are on the line: `operator`, or `supervisor` without being its operator.',
      ),
    lines: ids.optional().describe('Lines by the host’s ids. Absent: every line.'),
  })
  .refine(
    ({ operators, role, lines }) => (operators ?? role ?? lines) !== undefined,
    'must name operators, a role or lines: an empty one would be for everybody everywhere',
  )

/** R-READ-1. */
export const ReadersSchema = z.strictObject({
  rules: z
    .array(ReaderRuleSchema)
    .min(1, 'must hold at least one rule')
    .max(200)
    .describe('For whom any one of these fits, they may read there and write nothing.'),
  ask: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe(
      'Who gives the right to write, as your people call them: `Anna Orlova, 112`. Absent: an administrator.',
    ),
})
