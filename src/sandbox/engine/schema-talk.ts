import * as z from 'zod'
import { CHANNELS, MESSAGE_STATUSES, SESSION_STATES } from '../../domain/words.ts'

/** Sessions, messages and what goes with them, as schemas; see `schema.ts`. */

export const At = z.iso.datetime()
export const ChannelName = z.enum(CHANNELS)

/** A file with a message. `url`: where its bytes are read, as a path of the sandbox itself when it keeps them. */
export const AttachmentSchema = z.object({
  name: z.string(),
  url: z.string(),
  /** In bytes. */
  size: z.number().nullable().default(null),
  type: z.string().nullable().default(null),
  /** Of a picture, in pixels. */
  width: z.number().nullable().optional(),
  height: z.number().nullable().optional(),
})

/** What is known of a file whose bytes the sandbox keeps. */
export const FileSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })

/** A message that is a template: its parts as the customer sees them. Only an approved one passes a closed window (R-WIN-1). */
const TemplateSchema = z.object({
  approved: z.boolean(),
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(z.object({ text: z.string(), url: z.string().nullable() }).readonly()).readonly(),
})

/** What a message has besides words and files, as the network brings it; a vendor's host keeps of it what it can. */
const PartsSchema = z.object({
  /** The message it answers. */
  replyTo: z.string().optional(),
  deletedAt: At.optional(),
  editedAt: At.optional(),
  place: z.object({ latitude: z.number(), longitude: z.number(), title: z.string() }).readonly().optional(),
  card: z.object({ firstName: z.string(), lastName: z.string(), phone: z.string() }).readonly().optional(),
  /** A letter's body as it came. */
  html: z.string().optional(),
  cc: z.array(z.string()).readonly().optional(),
  /** Something that only the host's own page draws, by the host's word for it. */
  drawnAs: z.string().optional(),
})

/** What the staff said among themselves, or what happened; it never leaves the host. */
const AsideSchema = z.object({
  id: z.string(),
  kind: z.enum(['note', 'event']),
  text: z.string(),
  operatorId: z.string().nullable(),
  at: At,
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
  asides: z.array(AsideSchema.readonly()).readonly().default([]),
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
  parts: PartsSchema.readonly().default({}),
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
export const DeliverySchema = z.object({
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
