import * as z from 'zod/mini'
import { CHANNELS, MARKS, MESSAGE_STATUSES, OPERATOR_STATUSES, SESSION_STATES } from '../domain/words.ts'
import { OPERATION_STATES } from '../domain/operation.ts'
import { REASON_CODES } from '../domain/reasons.ts'

/**
 * What goes over the wire between the widget and the gateway: one set of schemas for the gateway (checks requests), the client
 * (checks answers) and the OpenAPI description.
 */

const Id = z.string().check(z.minLength(1), z.maxLength(200))
const At = z.iso.datetime()
const Text = z.string().check(z.maxLength(20_000))

export const ChannelSchema = z.enum(CHANNELS)
export const RecordRefSchema = z.strictObject({ type: Id, id: Id })

export const ReasonSchema = z.object({
  code: z.enum(REASON_CODES),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  remedy: z.nullable(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open-session'), sessionId: z.string() }),
      z.object({ kind: z.literal('choose-another') }),
      z.object({ kind: z.literal('fix-address'), suggestion: z.nullable(z.string()) }),
      z.object({ kind: z.literal('customer-writes-first') }),
      z.object({ kind: z.literal('ask-administrator') }),
      z.object({ kind: z.literal('go-online') }),
      z.object({ kind: z.literal('shorten'), limit: z.number() }),
      z.object({ kind: z.literal('fill'), field: z.enum(['text', 'subject']) }),
    ]),
  ),
})

export const VerdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free-form'), untilAt: z.nullable(At), warnings: z.array(ReasonSchema) }),
  z.object({ kind: z.literal('template-only'), why: ReasonSchema, warnings: z.array(ReasonSchema) }),
  z.object({ kind: z.literal('refused'), reasons: z.tuple([ReasonSchema], ReasonSchema) }),
])

export const ContactSchema = z.object({ id: z.string(), name: z.string() })

/** A line as the surfaces need it: operators are already filtered to the person who asks. */
export const LineSchema = z.object({ id: z.string(), name: z.string(), channels: z.array(ChannelSchema) })

/** One way to reach the contact: an account on a line, with its verdict (rules, section 2). */
export const WaySchema = z.object({
  lineId: z.string(),
  channel: ChannelSchema,
  address: z.string(),
  subject: z.enum(['none', 'optional', 'required']),
  textLimit: z.nullable(z.number()),
  verdict: VerdictSchema,
})

export const SessionSchema = z.object({
  id: z.string(),
  contactId: z.nullable(z.string()),
  lineId: z.string(),
  channel: ChannelSchema,
  address: z.string(),
  state: z.enum(SESSION_STATES),
  operatorId: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  openedAt: At,
  lastActivityAt: At,
  closedAt: z.nullable(At),
  /** Resolved for the surfaces. */
  lineName: z.string(),
  operatorName: z.nullable(z.string()),
  /** First words of the newest message, when known. */
  preview: z.nullable(z.string()),
  /** May the person who asks answer here? Empty when they may. */
  replyReasons: z.array(ReasonSchema),
  /** The host's own page of this session. */
  link: z.nullable(z.string()),
})

export const MessageSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  text: z.string(),
  author: z.object({
    kind: z.enum(['customer', 'operator', 'system']),
    id: z.nullable(z.string()),
    name: z.nullable(z.string()),
  }),
  mark: z.nullable(z.enum(MARKS)),
  status: z.nullable(z.enum(MESSAGE_STATUSES)),
  failure: z.nullable(z.object({ code: z.string(), text: z.string() })),
  at: At,
  /** The operation that sent it, when it was ours. */
  operationId: z.nullable(z.string()),
})

export const SessionPageSchema = z.object({ items: z.array(SessionSchema), next: z.nullable(z.string()) })
/** Inside a page oldest first; `next` leads to older ones. */
export const MessagePageSchema = z.object({ items: z.array(MessageSchema), next: z.nullable(z.string()) })

/** The form as the person left it. `version` grows with each save, so that an older tab is noticed. */
export const DraftSchema = z.object({
  /** The operation the form will run; kept with the draft so that a reload cannot send twice. */
  operationId: z.string(),
  lineId: z.nullable(z.string()),
  channel: z.nullable(ChannelSchema),
  address: z.nullable(z.string()),
  contactId: z.nullable(z.string()),
  subject: z.string().check(z.maxLength(1000)),
  text: z.string().check(z.maxLength(100_000)),
})

/** The answer to a start and to a reply, to `GET /v1/operations/{id}` from a widget, and the `operation` event. */
export const OperationSchema = z.object({
  operationId: z.string(),
  state: z.enum(OPERATION_STATES),
  sessionId: z.nullable(z.string()),
  messageId: z.nullable(z.string()),
  /** After-send step (R-AFTER-5): a failure of its own. */
  routing: z.enum(['none', 'done', 'failed', 'pending']),
  /** Why refused: reasons by rule, with their remedies (R-OPEN-4). */
  reasons: z.array(ReasonSchema),
  /** Why failed or unknown, in words, in the locale asked for. */
  failure: z.nullable(z.object({ code: z.string(), text: z.string() })),
  text: z.string(),
  subject: z.nullable(z.string()),
  at: At,
})

/** `GET /v1/card`: all that a card needs when it opens, in one answer. */
export const CardSchema = z.object({
  operator: z.object({ id: z.string(), name: z.string(), status: z.nullable(z.enum(OPERATOR_STATUSES)) }),
  record: z.nullable(RecordRefSchema),
  /** `null` when the record has no contact. */
  contact: z.nullable(ContactSchema),
  lines: z.array(LineSchema),
  ways: z.array(WaySchema),
  sessions: SessionPageSchema,
  /** The session shown first (the newest), with its newest messages; `null` when there is none. */
  open: z.nullable(z.object({ sessionId: z.string(), messages: MessagePageSchema })),
  draft: z.nullable(DraftSchema),
  /** Recent messages to this contact that did not leave, are still leaving, or whose fate nobody knows; newest first. */
  operations: z.array(OperationSchema),
  can: z.object({
    searchContacts: z.boolean(),
    createContact: z.boolean(),
    reply: z.boolean(),
    knowsDelivered: z.boolean(),
  }),
  /** Facts this host can never tell (`blocked`, `delivered`), said once. */
  cannotTell: z.array(z.string()),
  /** The host's own form, for what we cannot do. */
  newSessionLink: z.nullable(z.string()),
  /** Where the live stream goes on from. */
  cursor: z.string(),
})

/** `GET /v1/contacts/{id}/ways`: another contact's accounts with their verdicts, and when they were last written to. */
export const WaysSchema = z.object({ contact: ContactSchema, ways: z.array(WaySchema) })
export const ContactPageSchema = z.object({ items: z.array(ContactSchema), next: z.nullable(z.string()) })
/** `POST /v1/contacts`. 201 with the contact and its ways; 409 `contact-exists` with `contact` in the problem. */
export const NewContactSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  channel: ChannelSchema,
  address: z.string().check(z.minLength(1), z.maxLength(254)),
})

/** `POST /v1/sessions`: start a session with its first message. */
export const StartSessionSchema = z.strictObject({
  operationId: Id,
  contactId: Id,
  lineId: Id,
  channel: ChannelSchema,
  address: z.string().check(z.minLength(1), z.maxLength(254)),
  subject: z.nullable(z.string().check(z.maxLength(1000))),
  text: Text,
})

/** `POST /v1/sessions/{id}/messages`: answer in an open session. */
export const ReplySchema = z.strictObject({ operationId: Id, text: Text })

/** `GET /v1/stream?cursor=…` (server-sent events): `id` is the cursor, `event` the kind, `data` this JSON. */
export const StreamEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), session: SessionSchema }),
  z.object({ kind: z.literal('message'), message: MessageSchema }),
  z.object({ kind: z.literal('operation'), operation: OperationSchema }),
  /** The stream cannot go on from that cursor: load the card again. */
  z.object({ kind: z.literal('reload') }),
])

/** RFC 9457, with a code to branch on. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  fields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  reasons: z.optional(z.array(ReasonSchema)),
  contact: z.optional(ContactSchema),
  retryAfterMs: z.optional(z.number()),
})

export type WireCard = z.infer<typeof CardSchema>
export type WireWay = z.infer<typeof WaySchema>
export type WireSession = z.infer<typeof SessionSchema>
export type WireMessage = z.infer<typeof MessageSchema>
export type WireOperation = z.infer<typeof OperationSchema>
export type WireDraft = z.infer<typeof DraftSchema>
export type WireReason = z.infer<typeof ReasonSchema>
export type WireVerdict = z.infer<typeof VerdictSchema>
export type WireStreamEvent = z.infer<typeof StreamEventSchema>
export type WireProblem = z.infer<typeof ProblemSchema>
export type WireStartSession = z.infer<typeof StartSessionSchema>
export type WireReply = z.infer<typeof ReplySchema>
export type WireNewContact = z.infer<typeof NewContactSchema>
