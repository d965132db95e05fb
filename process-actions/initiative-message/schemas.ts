import * as z from 'zod'
import { CHANNELS, MESSAGE_STATUSES } from '../../src/domain/words.ts'
import { REASON_CODES } from '../../src/domain/reasons.ts'
import { FieldsSchema, MessageSchema, TagsSchema } from './message-schema.ts'

const Id = z.string().min(1).max(200)
const Channel = z.enum(CHANNELS, { error: `one of ${CHANNELS.join(', ')}` })
// Days and shorter: a month has no fixed length.
const DURATION = /^P(?!$)(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/

const Recipient = z
  .strictObject({
    contactId: Id.optional(),
    address: z.string().min(1).max(254).optional(),
    record: z.strictObject({ type: Id, id: Id }).optional(),
  })
  .refine((to) => [to.contactId, to.address, to.record].filter((one) => one !== undefined).length === 1, {
    error: 'give exactly one of contactId, address and record',
  })
  .describe('Who gets it: a contact of the host, an address on the channel, or the contact behind a record.')

/** What the step takes (shared interfaces). An unknown or not yet possible value is an error that names its field. */
export const StepInputSchema = z.strictObject({
  operationId: Id.describe('The run of the process and its step: the same id never sends twice.'),
  line: Id.describe('The line of the host from which it leaves.'),
  to: Recipient,
  channel: Channel.optional().describe(
    'Which channel of the line; may be left out where the line has only one.',
  ),
  message: MessageSchema,
  tags: TagsSchema,
  fields: FieldsSchema,
  author: z
    .union([z.literal('system'), z.strictObject({ initiator: Id })], {
      error: 'either "system" or { "initiator": <operator id> }',
    })
    .default('system')
    .describe('Who signs it: the system, or an operator or supervisor of the line.'),
  onOpenSession: z
    .enum(['write', 'skip', 'refuse'], { error: 'this version knows write, skip and refuse' })
    .default('write')
    .describe('What to do when the customer has an open session.'),
  wait: z
    .enum(['accepted'], { error: 'this version waits only for accepted' })
    .default('accepted')
    .describe('Until when the step waits: until the host has accepted the message.'),
  timeLimit: z
    .string()
    .regex(DURATION, 'an ISO 8601 length of time in weeks, days, hours, minutes or seconds, for example PT1H')
    .optional()
    .describe('For how long the step may wait.'),
  callbackUrl: z
    .url({ protocol: /^https?$/, error: 'a whole address that begins with http:// or https://' })
    .max(2000)
    .optional()
    .describe('Where the answer is posted, signed, when it was not known at once.'),
  dryRun: z
    .boolean()
    .default(false)
    .describe('Go the same way without sending: verdict, recipient, text, warnings.'),
})

const EXIT_IDS = ['sent', 'skipped', 'refused', 'failed', 'unknown'] as const
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

/** What the step answers (R-PROC-5). */
export const StepOutputSchema = z.object({
  operationId: z.string(),
  exit: z
    .enum(EXIT_IDS)
    .nullable()
    .describe('The way out of the step; null while it is not known, and on a dry run that would send.'),
  status: z
    .enum(MESSAGE_STATUSES)
    .nullable()
    .describe('What is truly known of the message; stored by the host is not delivered.'),
  line: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  address: z.string().nullable(),
  sessionId: z.string().nullable(),
  messageId: z.string().nullable(),
  reason: Worded.nullable().describe('Why not, as a word to branch on and a sentence.'),
  at: z.iso.datetime(),
  dryRun: z
    .object({
      verdict: Verdict,
      recipient: z.object({
        contactId: z.string().nullable(),
        name: z.string().nullable(),
        address: z.string().nullable(),
      }),
      intoSessionId: z.string().nullable(),
      text: z.string(),
      subject: z.string().nullable(),
      warnings: z.array(Worded),
    })
    .optional()
    .describe('Only on a dry run.'),
})
