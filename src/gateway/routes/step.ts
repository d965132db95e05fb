import * as z from 'zod'
import { initiativeMessage, operationReport } from '../../outbound/index.ts'
import { CHANNELS } from '../../domain/words.ts'
import { RecordRefSchema } from '../../wire/schemas.ts'
import { within } from '../background.ts'
import { defineRoute, json } from '../route.ts'
import { StepAnswerSchema } from '../step-schemas.ts'

const Id = z.string().min(1).max(200)
export const StepBodySchema = z.strictObject({
  operationId: Id,
  line: Id,
  to: z.union([
    z.strictObject({ contactId: Id }),
    z.strictObject({ address: Id }),
    z.strictObject({ record: RecordRefSchema }),
  ]),
  channel: z.enum(CHANNELS).optional(),
  message: z.strictObject({ text: z.string().max(20_000), subject: z.string().max(1000).optional() }),
  author: z.union([z.literal('system'), z.strictObject({ initiator: Id })]).default('system'),
  onOpenSession: z.enum(['write', 'skip', 'refuse']).default('write'),
  wait: z.literal('accepted').default('accepted'),
  timeLimit: z.string().optional(),
  callbackUrl: z.url().optional(),
  dryRun: z.boolean().default(false),
})

/** The process step: a business process writes to a customer. */
export const sendInitiativeMessage = defineRoute({
  method: 'POST',
  path: '/v1/process-actions/initiative-message',
  who: 'secret',
  summary:
    'A business process writes to a customer; the same operation id and body give the same answer and no second message.',
  body: StepBodySchema,
  answers: {
    200: { description: 'The exit is known.', schema: StepAnswerSchema },
    202: { description: 'Not yet; ask GET /v1/operations/{operationId}.', schema: StepAnswerSchema },
  },
  problems: ['operation-conflict'],
  examples: {
    'an order is ready': {
      operationId: 'run-77:notify',
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: 'Your order 15 is ready' },
      author: 'system',
      onOpenSession: 'write',
      wait: 'accepted',
    },
    'a letter to the contact of an order': {
      operationId: 'run-78:notify',
      line: 'line-2',
      to: { record: { type: 'order', id: 'o-15' } },
      message: { subject: 'Your order 15', text: 'It is ready.' },
      onOpenSession: 'skip',
    },
    'only asking what would happen': {
      operationId: 'run-79:notify',
      line: 'line-1',
      to: { address: '+79123456789' },
      channel: 'whatsapp',
      message: { text: 'Your order 15 is ready' },
      dryRun: true,
    },
  },
  async respond({ gateway, caller, body }) {
    const { outbound } = caller.workspace
    const work = initiativeMessage(outbound, {
      ...body,
      channel: body.channel ?? null,
      message: { text: body.message.text, subject: body.message.subject ?? null },
      timeLimitMs: null,
      callbackUrl: body.callbackUrl ?? null,
    })
    const inTime = await within(work, gateway.settings.answerWithinMs)
    if (inTime !== 'late') return json(inTime.value)
    gateway.background.keep('a process step whose engine went on', work)
    for (;;) {
      const report = await operationReport(outbound, body.operationId)
      if (report) return json(report, report.exit === null ? 202 : 200)
      const late = await within(work, 250)
      if (late !== 'late') return json(late.value)
    }
  },
})
