import * as z from 'zod'
import { RecordRefSchema } from '../../wire/rules.ts'
import { defineRoute, json } from '../route.ts'

const BodySchema = z.strictObject({
  operator: z.string().min(1).max(200).describe('The host’s id of the person in front of the card.'),
  record: z
    .nullable(RecordRefSchema)
    .optional()
    .describe('The card; absent or null for a page without a record.'),
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
  summary: 'A signed, short-lived context for one person on one card.',
  body: BodySchema,
  answers: { 200: { description: 'The context.', schema: AnswerSchema } },
  examples: { 'a contact’s card': { operator: 'op-1', record: { type: 'contact', id: 'c-1' } } },
  async respond({ gateway, caller, body }) {
    const { context, expiresAt } = await gateway.tokens.issue({
      workspaceId: caller.workspace.id,
      operatorId: body.operator,
      record: body.record ?? null,
    })
    return json({ context, expiresAt: expiresAt.toISOString() })
  },
})
