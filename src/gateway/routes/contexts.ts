import * as z from 'zod'
import { RecordRefSchema } from '../../wire/rules.ts'
import { defineRoute, json } from '../route.ts'

const BodySchema = z
  .strictObject({
    operator: z.string().min(1).max(200).describe('The host’s id of the person in front of the card.'),
    record: z
      .nullable(RecordRefSchema)
      .optional()
      .describe('The card; absent or null for a page without a record.'),
    right: z
      .literal('operations')
      .optional()
      .describe(
        'For an administrator, whom the host’s server vouches for: the page Operations instead of a card.',
      ),
  })
  .refine(({ record, right }) => right === undefined || !record, {
    path: ['record'],
    error: 'is not taken: Operations is about no record',
  })
const AnswerSchema = z.object({
  context: z.string().describe('For the widget; it works for ten minutes.'),
  expiresAt: z.iso.datetime(),
})

/** The host's server asks for a card's pass. */
export const issueContext = defineRoute({
  method: 'POST',
  path: '/v1/contexts',
  who: 'secret',
  summary: 'A signed, short-lived context for one person: on one card, or in Operations.',
  body: BodySchema,
  answers: { 200: { description: 'The context.', schema: AnswerSchema } },
  examples: {
    'a contact’s card': { operator: 'op-1', record: { type: 'contact', id: 'c-1' } },
    'an administrator’s Operations': { operator: 'op-1', right: 'operations' },
  },
  async respond({ gateway, caller, body }) {
    const who = { workspaceId: caller.workspace.id, operatorId: body.operator }
    const { context, expiresAt } = body.right
      ? await gateway.operationsTokens.issue(who)
      : await gateway.tokens.issue({ ...who, record: body.record ?? null })
    return json({ context, expiresAt: expiresAt.toISOString() })
  },
})
