import * as z from 'zod'
import { OPERATOR_STATUSES } from '../../domain/words.ts'
import { At, ChannelName, DeliverySchema, FileSchema, MessageSchema, SessionSchema } from './schema-talk.ts'

/**
 * Everything the sandbox remembers, as schemas: the file on disk is checked by them when it is loaded, and the types of the
 * engine are read off them. Times are ISO 8601 in UTC by the engine's own clock, which may run ahead of the machine's.
 */

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
  /** The workspace lets them read and not write (R-READ-1); a host knows nothing of that. */
  readsOnly: z.boolean().optional(),
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

export const FAULT_TARGETS = [
  'any',
  'read',
  'create-contact',
  'start-session',
  'send-message',
  'route',
] as const
const FAULT_KINDS = [
  'refuse-before',
  'lost-after',
  'hang-after',
  'cut-then-done',
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
  /** How long `slow` waits, and how long after the cut `cut-then-done` does the deed. */
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
