import * as z from 'zod'
import { OPERATION_STATES } from '../../src/domain/operation.ts'
import { EXITS, fitsWait, WAITS } from '../../src/domain/outcome.ts'
import { CHANNELS, MESSAGE_STATUSES } from '../../src/domain/words.ts'
import { REASON_CODES } from '../../src/domain/reasons.ts'
import { HopsSchema } from './hop-schema.ts'
import { FieldsSchema, MessageSchema, TagsSchema } from './message-schema.ts'
import { ChannelSchema, DurationSchema, IdSchema, RecipientSchema } from './parts.ts'

/** What the step takes (shared interfaces). An unknown or not yet possible value is an error that names its field. */
export const StepInputSchema = z
  .strictObject({
    operationId: IdSchema.describe('The run of the process and its step: the same id never sends twice.'),
    line: IdSchema.describe('The line of the host from which it leaves.'),
    to: RecipientSchema,
    channel: ChannelSchema.optional().describe(
      'Which channel of the line; may be left out where the line has only one.',
    ),
    message: MessageSchema,
    tags: TagsSchema,
    fields: FieldsSchema,
    author: z
      .union([z.literal('system'), z.strictObject({ initiator: IdSchema })], {
        error: 'either "system" or { "initiator": <operator id> }',
      })
      .default('system')
      .describe('Who signs it: the system, or an operator or supervisor of the line.'),
    onOpenSession: z
      .enum(['write', 'after-close', 'skip', 'refuse'], { error: 'one of write, after-close, skip, refuse' })
      .default('write')
      .describe(
        'What to do when the customer has an open session: write into it, wait until it is closed, skip the step, refuse.',
      ),
    wait: z
      .enum(WAITS, { error: `one of ${WAITS.join(', ')}` })
      .default('accepted')
      .describe(
        'Until when the step waits: until the host has accepted the message, or has told how far it came, or the customer has answered.',
      ),
    timeLimit: DurationSchema.optional().describe(
      'How long the step waits, from the call on, 30 days at most. Left out: an hour for sent, a day for delivered, three for read, seven for answered, a day for a session to close; with what the hops’ patience adds up to.',
    ),
    sendAt: z.iso
      .datetime({ offset: true, error: 'a moment like 2026-11-26T10:00:00+03:00' })
      .optional()
      .describe('When it leaves, not before; 30 days ahead at most. The time limit then counts from there.'),
    quietHours: z
      .enum(['wait', 'ignore'], { error: 'either wait or ignore' })
      .default('wait')
      .describe(
        '`wait`: what would leave in the quiet hours of the workspace, by the customer’s clock, waits until they are over; `ignore`: only for what cannot wait, like a code.',
      ),
    callbackUrl: z
      .url({ protocol: /^https?$/, error: 'a whole address that begins with http:// or https://' })
      .max(2000, { error: 'an address of 2,000 characters at most' })
      .optional()
      .describe('Where the answer is posted, signed, when it was not known at once.'),
    cancelOn: z
      .array(z.enum(['reply'], { error: 'this version knows reply' }))
      .max(1)
      .optional()
      .describe('`reply`: a message by the customer, on any channel, calls off what has not left yet.'),
    hops: HopsSchema,
    dryRun: z
      .boolean()
      .default(false)
      .describe('Go the same way without sending: verdict, recipient, text, warnings.'),
  })
  .superRefine(({ wait, hops = [] }, context) => {
    for (const [n, { condition }] of hops.entries())
      if (condition && !fitsWait(condition, wait))
        context.addIssue({
          code: 'custom',
          path: ['hops', n, 'condition'],
          message: `never holds in a step that waits only for ${wait}`,
        })
  })

const Worded = z.object({ code: z.string(), text: z.string() })
const Reason = z.object({
  code: z.enum(REASON_CODES),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  remedy: z.looseObject({ kind: z.string() }).nullable(),
})

const Verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free-form'), untilAt: z.iso.datetime().nullable(), warnings: z.array(Reason) }),
  z.object({ kind: z.literal('template-only'), why: Reason, warnings: z.array(Reason) }),
  z.object({ kind: z.literal('refused'), reasons: z.array(Reason).min(1) }),
])

const Status = z
  .enum(MESSAGE_STATUSES)
  .nullable()
  .describe('What is truly known of the message; stored by the host is not delivered.')

const HopReport = z.object({
  operationId: z.string(),
  state: z.enum(OPERATION_STATES),
  status: Status,
  line: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  address: z.string().nullable(),
  sessionId: z.string().nullable(),
  messageId: z.string().nullable(),
  reason: Worded.nullable(),
  at: z.iso.datetime(),
})

const WaitsFor = z.enum(['send-at', 'quiet-hours', 'open-session']).nullable()

const HopRehearsal = z.object({
  exit: z.enum(EXITS).nullable().describe('null: it would be sent.'),
  line: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  address: z.string().nullable(),
  reason: Worded.nullable(),
  verdict: z.enum(['free-form', 'template-only', 'refused']),
  waitsFor: WaitsFor,
  text: z.string(),
})

/** What the step answers (R-PROC-5). */
export const StepOutputSchema = z.object({
  operationId: z.string(),
  exit: z
    .enum(EXITS)
    .nullable()
    .describe('The way out of the step; null while it is not known, and on a dry run that would send.'),
  status: Status,
  line: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  address: z.string().nullable(),
  sessionId: z.string().nullable(),
  messageId: z.string().nullable(),
  reason: Worded.nullable().describe('Why not, as a word to branch on and a sentence.'),
  at: z.iso.datetime(),
  hops: z
    .array(HopReport)
    .optional()
    .describe('Each message of a cascade that was given out, in order; only where there are hops.'),
  dryRun: z
    .object({
      verdict: Verdict,
      recipient: z.object({
        contactId: z.string().nullable(),
        name: z.string().nullable(),
        address: z.string().nullable(),
      }),
      leavesAt: z.iso
        .datetime()
        .nullable()
        .describe(
          'When it would leave; null: it would not, or nobody can tell when. Everything is judged as of then.',
        ),
      waitsFor: WaitsFor.describe('What it would wait for before it leaves.'),
      intoSessionId: z.string().nullable(),
      text: z.string(),
      subject: z.string().nullable(),
      warnings: z.array(Worded),
      hops: z
        .array(HopRehearsal)
        .optional()
        .describe(
          'Each message of a cascade, judged as if it left now; the rest of the answer is about the first that no rule refuses.',
        ),
    })
    .optional()
    .describe('Only on a dry run.'),
})
