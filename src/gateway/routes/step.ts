import type * as z from 'zod'
import { run } from '../../../process-actions/initiative-message/run.ts'
import { StepInputSchema, StepOutputSchema } from '../../../process-actions/initiative-message/schemas.ts'
import { operationReport, type Outbound, type StepAnswer } from '../../outbound/index.ts'
import { within } from '../background.ts'
import { asMachine } from '../lane.ts'
import type { Gateway } from '../gateway.ts'
import { defineRoute, invalid, json } from '../route.ts'

/** How often a run that is not committed yet is looked for, once the engine has waited its time. */
const LOOK_AGAIN_MS = 250

/** The process step: a business process writes to a customer. */
export const sendInitiativeMessage = defineRoute({
  method: 'POST',
  path: '/v1/process-actions/initiative-message',
  who: 'secret',
  summary:
    'A business process writes to a customer; the same operation id and body give the same answer and no second message.',
  body: StepInputSchema,
  answers: {
    200: { description: 'The exit is known.', schema: StepOutputSchema },
    202: {
      description:
        'Not yet: ask GET /v1/operations/{operationId}, or be told at callbackUrl by the same body, signed as Standard Webhooks say.',
      schema: StepOutputSchema,
    },
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
    'a template, when the time for free text is over': {
      operationId: 'run-80:notify',
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { template: { id: 'order-ready', variables: { number: '15', day: '2026-11-21' } } },
    },
    'with the tags and fields that the host demands': {
      operationId: 'run-81:notify',
      line: 'line-2',
      to: { contactId: 'c-1' },
      message: { subject: 'Your order 15', text: 'It is ready.' },
      tags: ['order'],
      fields: { priority: '2', 'field-7': 'Order 15' },
    },
    'wait for the answer, by callback': {
      operationId: 'run-82:ask',
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: 'Shall we deliver on Friday?' },
      onOpenSession: 'after-close',
      wait: 'answered',
      timeLimit: 'P2D',
      callbackUrl: 'https://engine.example/resume/82',
      cancelOn: ['reply'],
    },
    'another channel when it is not delivered': {
      operationId: 'run-83:notify',
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: 'Your order 15 is ready' },
      wait: 'delivered',
      hops: [
        {
          line: 'line-2',
          channel: 'email',
          message: { subject: 'Your order 15', text: 'It is ready.' },
          condition: 'undelivered',
          patience: 'PT30M',
        },
      ],
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
    await admitCallback(gateway, body.callbackUrl)
    const { outbound } = caller.workspace
    const work = asMachine(() => run(outbound, body))
    const inTime = await within(work, gateway.settings.answerWithinMs)
    if (inTime !== 'late') return answered(outbound, body, inTime.value, gateway.now())
    gateway.background.keep('a process step whose engine went on', work)
    for (;;) {
      const report = await operationReport(outbound, body.operationId)
      // The same answer as in time, without what only the report tells.
      if (report?.exit === null && body.callbackUrl)
        await outbound.journal.callbacks.arm(body.operationId, body.callbackUrl, gateway.now())
      if (report) return json(StepOutputSchema.parse(report), report.exit === null ? 202 : 200)
      const late = await within(work, LOOK_AGAIN_MS)
      if (late !== 'late') return answered(outbound, body, late.value, gateway.now())
    }
  },
})

/** @throws Problem `invalid-body` where the answer must not be posted there. */
async function admitCallback({ outside }: Gateway, url: string | undefined): Promise<void> {
  const fault = url === undefined ? null : await outside.fault(url)
  if (fault !== null) throw invalid('invalid-body', [{ path: 'callbackUrl', message: fault }])
}

/** Whoever is told "not yet" is owed the answer before the 202 leaves. */
async function answered(
  { journal }: Outbound,
  { operationId, callbackUrl, dryRun }: z.output<typeof StepInputSchema>,
  answer: StepAnswer,
  now: Date,
): Promise<Response> {
  if (answer.exit !== null || dryRun) return json(answer)
  if (callbackUrl) await journal.callbacks.arm(operationId, callbackUrl, now)
  return json(answer, 202)
}
