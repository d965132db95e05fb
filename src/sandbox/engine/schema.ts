import * as z from 'zod'
import { CHANNELS, MESSAGE_STATUSES, OPERATOR_STATUSES, SESSION_STATES } from '../../domain/words.ts'

/**
 * Everything the sandbox remembers, as schemas: the file on disk is checked by them when it is loaded, and the types of the
 * engine are read off them. Times are ISO 8601 in UTC by the engine's own clock, which may run ahead of the machine's.
 */

const At = z.iso.datetime()
const ChannelName = z.enum(CHANNELS)

/** A file with a message. `url`: where its bytes are read, as a path of the sandbox itself when it keeps them. */
export const AttachmentSchema = z.object({
  name: z.string(),
  url: z.string(),
  /** In bytes. */
  size: z.number().nullable().default(null),
  type: z.string().nullable().default(null),
})

/** What is known of a file whose bytes the sandbox keeps. */
const FileSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })

/** A message that is a template: its parts as the customer sees them. Only an approved one passes a closed window (R-WIN-1). */
const TemplateSchema = z.object({
  approved: z.boolean(),
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(z.object({ text: z.string(), url: z.string().nullable() }).readonly()).readonly(),
})

/** The value of a field that only the host knows. */
const FieldSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()])

/** What came with a text. */
const EXTRAS = {
  attachments: z.array(AttachmentSchema.readonly()).readonly().default([]),
  template: TemplateSchema.nullable().default(null),
  /** Mailboxes that got the letter too, unseen by the others. */
  blindCopy: z.array(z.string()).readonly().default([]),
}

/** A person in the CRM. `phones` and `emails` are the record's plain fields, as somebody typed them. */
export const ContactSchema = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  /** Values that a host's API wrote and that mean nothing to the engine; given back unchanged. */
  hostFields: z.record(z.string(), z.json()),
})

/** A person's address on a channel, with what only the network knows of it. */
export const AccountSchema = z.object({
  id: z.string(),
  contactId: z.string(),
  channel: ChannelName,
  address: z.string(),
  /** The customer blocked us on this channel. */
  blocked: z.boolean(),
  /** The person is not (or no longer) a user of that messenger; for email: the mailbox does not exist. */
  left: z.boolean(),
  /** Is it in the record's account field? `false`: it came into being by a message to a phone or email field. */
  inRecord: z.boolean(),
})

export const OperatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  status: z.enum(OPERATOR_STATUSES),
})

export const GroupSchema = z.object({ id: z.string(), name: z.string(), operatorIds: z.array(z.string()) })

/** `operators` and `supervisors` are the members of the groups, written out for whoever reads the store. */
export const LineSchema = z.object({
  id: z.string(),
  name: z.string(),
  channels: z.array(ChannelName),
  operatorGroups: z.array(z.string()),
  supervisorGroups: z.array(z.string()),
  operators: z.array(z.string()),
  supervisors: z.array(z.string()),
  /** Channels whose network takes free text only so long after the person's last message. Absent: no window. */
  windowMs: z.partialRecord(ChannelName, z.number()),
})

export const SessionSchema = z.object({
  id: z.string(),
  contactId: z.string(),
  accountId: z.string(),
  lineId: z.string(),
  channel: ChannelName,
  address: z.string(),
  state: z.enum(SESSION_STATES),
  spam: z.boolean(),
  operatorId: z.string().nullable(),
  /** The group that may take it from the queue. */
  groupId: z.string().nullable(),
  /** The name of the session; on email the letter's subject. */
  subject: z.string(),
  tags: z.array(z.string()).readonly().default([]),
  /** What a host's API wrote of the host's own fields; it means nothing to the engine. */
  fields: z.record(z.string(), FieldSchema).readonly().default({}),
  openedBy: z.enum(['customer', 'operator', 'system']),
  openedAt: At,
  lastActivityAt: At,
  closedAt: At.nullable(),
})

export const MessageSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  text: z.string(),
  ...EXTRAS,
  subject: z.string().nullable(),
  author: z.object({ kind: z.enum(['customer', 'operator', 'system']), id: z.string().nullable() }),
  /** `null` for what the customer wrote. */
  status: z.enum(MESSAGE_STATUSES).nullable(),
  failure: z.object({ code: z.string(), text: z.string() }).nullable(),
  history: z.array(z.object({ status: z.enum(MESSAGE_STATUSES), at: At })),
  /** The process run that wrote it. */
  runId: z.string().nullable(),
  at: At,
})

/** A message that truly arrived at a customer. */
const DeliverySchema = z.object({
  id: z.string(),
  messageId: z.string(),
  channel: ChannelName,
  address: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  ...EXTRAS,
  sessionId: z.string(),
  at: At,
})

/** What the host was asked. `status` is 0 when the asker got no answer. */
export const RequestSchema = z.object({ method: z.string(), path: z.string(), at: At, status: z.number() })

export const DealSchema = z.object({
  id: z.string(),
  title: z.string(),
  contactId: z.string().nullable(),
  amount: z.number(),
  currency: z.string(),
  stage: z.enum(['new', 'negotiation', 'contract', 'won', 'lost']),
})

export const OrderSchema = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  contactId: z.string().nullable(),
  amount: z.number(),
  currency: z.string(),
  state: z.enum(['packing', 'ready', 'delivered']),
})

/** A process of the host that was started; the context is what it was started with, as it came. */
export const RunSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  code: z.string(),
  context: z.record(z.string(), z.json()),
  state: z.enum(['running', 'done', 'failed']),
  error: z.string().nullable(),
  startedAt: At,
  finishedAt: At.nullable(),
})

export const FAULT_TARGETS = ['any', 'read', 'start-session', 'send-message', 'route'] as const
const FAULT_KINDS = [
  'refuse-before',
  'lost-after',
  'hang-after',
  'status-500',
  'status-429',
  'ban',
  'slow',
  'malformed',
] as const

/** A mishap waiting for the next `times` requests it fits. */
export const FaultSchema = z.object({
  on: z.enum(FAULT_TARGETS),
  kind: z.enum(FAULT_KINDS),
  times: z.number().int().positive().max(1_000_000).default(1),
  /** How long `slow` waits. */
  delayMs: z.number().int().nonnegative().max(600_000).optional(),
  /** Until when a `ban` that has begun lasts; set by the engine. */
  untilAt: At.optional(),
})

export const SEEDS = ['demo', 'empty'] as const

export const StoreSchema = z.object({
  version: z.literal(1),
  seed: z.enum(SEEDS),
  clockOffsetMs: z.number(),
  contacts: z.array(ContactSchema),
  accounts: z.array(AccountSchema),
  lines: z.array(LineSchema),
  operators: z.array(OperatorSchema),
  groups: z.array(GroupSchema),
  sessions: z.array(SessionSchema),
  messages: z.array(MessageSchema),
  deliveries: z.array(DeliverySchema),
  files: z.array(FileSchema).default([]),
  requests: z.array(RequestSchema),
  deals: z.array(DealSchema),
  orders: z.array(OrderSchema),
  runs: z.array(RunSchema),
  /** The host's small key-value store. */
  storage: z.record(z.string(), z.json()),
  faults: z.array(FaultSchema),
})
