import type * as z from 'zod'
import { run } from '../../../process-actions/initiative-message/run.ts'
import { StepInputSchema, StepOutputSchema } from '../../../process-actions/initiative-message/schemas.ts'
import { JournalUnavailable } from '../../journal/journal.ts'
import { operationReport, type Outbound, type StepAnswer } from '../../outbound/index.ts'
import { within } from '../background.ts'
import type { Gateway } from '../gateway.ts'
import { REPLAYED_HEADER } from '../idempotency-key.ts'
import { asMachine } from '../lane.ts'
import { invalid, Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'

/** How often a run that is not committed yet is looked for, once the engine has waited its time. */
const LOOK_AGAIN_MS = 250
/** No engine waits longer for an answer. */
const LATEST_MS = 2800
const REPLAYED = {
  [REPLAYED_HEADER]: '`true` where the same call came before: this is its answer, and nothing was done.',
}

/** An answer of the step, or as much of a report as belongs to one. */
type Told = StepAnswer | z.output<typeof StepOutputSchema>

/** The process step: a business process writes to a customer. */
export const sendInitiativeMessage = defineRoute({
  method: 'POST',
  path: '/v1/process-actions/initiative-message',
  who: 'secret',
  summary:
    'A business process writes to a customer; the same operation id and body give the same answer and no second message.',
  body: StepInputSchema,
  keyField: 'operationId',
  answers: {
    200: { description: 'The exit is known.', schema: StepOutputSchema, headers: REPLAYED },
    202: {
      description:
        'Not yet: ask GET /v1/operations/{operationId}, or be told at callbackUrl by the same body, signed as Standard Webhooks say.',
      headers: REPLAYED,
      schema: StepOutputSchema,
    },
  },
  problems: ['operation-conflict', 'in-progress'],
  callback: {
    field: 'callbackUrl',
    description:
      'The answer, once the exit is known, signed as Standard Webhooks say; again with the same webhook-id until it is taken, or for three days.',
    schema: StepOutputSchema,
  },
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
    const beganMs = performance.now()
    const leftMs = (ofMs: number) => Math.max(LOOK_AGAIN_MS, ofMs - (performance.now() - beganMs))
    const { outbound } = caller.workspace
    const met = { replayed: false }
    const answer = (told: Told) => answered(outbound, body, told, met.replayed, gateway.now())
    await admit(gateway, body)
    const work = asMachine(() => run(outbound, body, () => (met.replayed = true)))
    const inTime = await within(work, Math.min(gateway.settings.answerWithinMs, leftMs(LATEST_MS)))
    if (inTime !== 'late') return answer(inTime.value)
    // Nothing of a dry run is ever written down, so there is only the answer to wait for.
    if (body.dryRun) return answer(await work)
    gateway.background.keep('a process step whose engine went on', work)
    const looking = { over: false }
    const awake = gateway.ready()
    const report = await within(writtenDown(outbound, body.operationId, work, looking), leftMs(LATEST_MS))
    looking.over = true
    if (report !== 'late') return answer(report.value)
    // Nothing is written down: the host, which knows the line, has never told its lines and is slow, or the database is away. What is
    // not written down may be lost, so no 202 promises it; the call goes on, and the same one again sends nothing twice.
    const known = await within(awake, 0)
    if (known === 'late' || !known.value) throw new JournalUnavailable(null)
    throw new Problem('in-progress', { headers: { 'Retry-After': '1' } })
  },
})

/** The answer as far as it is known, as soon as the call is written down. */
async function writtenDown(
  outbound: Outbound,
  operationId: string,
  work: Promise<StepAnswer>,
  looking: { readonly over: boolean },
): Promise<Told> {
  while (!looking.over) {
    const report = await operationReport(outbound, operationId)
    // The same answer as in time, without what only the report tells.
    if (report) return StepOutputSchema.parse(report)
    const inTime = await within(work, LOOK_AGAIN_MS)
    if (inTime !== 'late') return inTime.value
  }
  return work
}

/** @throws Problem `invalid-body` naming each address to which nothing may be sent, and from which nothing may be fetched. */
async function admit(
  { outside }: Gateway,
  { callbackUrl, message, hops = [] }: z.output<typeof StepInputSchema>,
): Promise<void> {
  const messages = [
    { place: 'message', message },
    ...hops.map((hop, n) => ({ place: `hops.${n}.message`, ...hop })),
  ]
  const named = [
    ...(callbackUrl === undefined ? [] : [{ path: 'callbackUrl', url: callbackUrl }]),
    ...messages.flatMap(({ place, message: { attachments = [] } }) =>
      attachments.map(({ url }, n) => ({ path: `${place}.attachments.${n}.url`, url })),
    ),
  ]
  const faults = await Promise.all(
    named.map(async ({ path, url }) => ({ path, message: await outside.fault(url) })),
  )
  const fields = faults.flatMap(({ path, message: fault }) =>
    fault === null ? [] : [{ path, message: fault }],
  )
  if (fields.length > 0) throw invalid('invalid-body', fields)
}

/** Whoever is told "not yet" is owed the answer before the 202 leaves. */
async function answered(
  { journal }: Outbound,
  { operationId, callbackUrl, dryRun }: z.output<typeof StepInputSchema>,
  answer: Told,
  replayed: boolean,
  now: Date,
): Promise<Response> {
  const known = answer.exit !== null || dryRun
  if (!known && callbackUrl) await journal.callbacks.arm(operationId, callbackUrl, now)
  const response = json(answer, known ? 200 : 202)
  if (replayed) response.headers.set(REPLAYED_HEADER, 'true')
  return response
}
