import * as z from 'zod/mini'
import { AFTER_KINDS } from '../domain/after.ts'
import { OPERATION_STATES } from '../domain/operation.ts'
import { FIND_KEYS, NEW_CONTACT_KEYS } from '../domain/policy.ts'
import { CHANNELS, OPERATOR_STATUSES } from '../domain/words.ts'
import { DraftSchema } from './draft.ts'
import { MessageSchema } from './message.ts'
import { known, knownOnes, OfSomeKind, orElse } from './known.ts'
import { At, ReasonSchema, RecordRefSchema, ShownChannelSchema, VerdictSchema } from './rules.ts'
import { SessionSchema } from './session.ts'
import { TimelineSchema } from './timeline.ts'

/**
 * What the gateway answers to a card: one set of schemas for the gateway, the client (which checks answers) and the OpenAPI
 * description. Requests stand in `requests.ts`, what only the form needs in `form.ts`.
 */

export { MessageSchema, type WireMessage } from './message.ts'
export { SessionSchema, type WireSession } from './session.ts'

export const ContactSchema = z.object({ id: z.string(), name: z.string() })

/** A line as the surfaces need it: operators are already filtered to the person who asks. */
export const LineSchema = z.object({
  id: z.string(),
  name: z.string(),
  channels: knownOnes(z.enum(CHANNELS)),
})

/** When and by whom the contact was last written to, on any line; `by: null` is a process or unknown. */
export const LastWrittenSchema = z.object({
  at: At,
  by: z.nullable(z.string()),
  automatic: z.boolean(),
  lineName: z.nullable(z.string()),
  channel: ShownChannelSchema,
})

/** One way to reach the contact: an account on a line, with its verdict (rules, section 2). */
export const WaySchema = z.object({
  lineId: z.string(),
  channel: ShownChannelSchema,
  address: z.string(),
  subject: known(['none', 'optional', 'required'], 'optional'),
  textLimit: z.nullable(z.number()),
  /** R-ADDR-6: an `older` one is the line's link to an address that the record no longer has. */
  age: z._default(known(['only', 'newest', 'older'], 'only'), 'only'),
  /** From which address letters leave (R-MAIL-2). */
  mailbox: z._default(z.nullable(z.string()), null),
  verdict: VerdictSchema,
})

export const SessionPageSchema = z.object({ items: z.array(SessionSchema), next: z.nullable(z.string()) })
/** Inside a page oldest first; `next` leads to older ones. */
export const MessagePageSchema = z.object({ items: z.array(MessageSchema), next: z.nullable(z.string()) })

/** The answer to a start and to a reply, to `GET /v1/operations/{id}` from a widget, and the `operation` event. */
export const OperationSchema = z.object({
  operationId: z.string(),
  state: known(OPERATION_STATES, 'unknown'),
  /** Where it stands; of what was meant for a session, that one from the beginning. */
  sessionId: z.nullable(z.string()),
  messageId: z.nullable(z.string()),
  /** Who wants it; `null`: a process. */
  operatorId: z.optional(z.nullable(z.string())),
  /** After-send step (R-AFTER-5): a failure of its own. */
  routing: known(['none', 'done', 'failed', 'pending'], 'none'),
  /** Why refused: reasons by rule, with their remedies (R-OPEN-4). */
  reasons: z.array(ReasonSchema),
  /** Why failed or unknown, or why what was to follow a sent message did not, in words, in the locale asked for. */
  failure: z.nullable(z.object({ code: z.string(), text: z.string() })),
  text: z.string(),
  subject: z.nullable(z.string()),
  /** Where it went, as far as it came: `null` before that is known. */
  lineId: z._default(z.nullable(z.string()), null),
  channel: z._default(z.nullable(ShownChannelSchema), null),
  address: z._default(z.nullable(z.string()), null),
  /** Names of its files. */
  attachments: z._default(z.array(z.string()), []),
  /** What was to happen after sending, and to whom it was to be handed (R-AFTER-1). */
  after: z._default(
    z.nullable(
      orElse(
        z.object({ kind: z.enum(['nothing', ...AFTER_KINDS]), target: z.nullable(z.string()) }),
        OfSomeKind,
        () => null,
      ),
    ),
    null,
  ),
  /** Something done in a session beside answering; `sent` then means done, and `skipped` that it was so already. */
  deed: z.optional(z.string()),
  /** It did not leave, and is not to be shown any more. */
  putAway: z.optional(z.boolean()),
  at: At,
})

/** `GET /v1/card`: all that a card needs when it opens, in one answer. */
export const CardSchema = z.object({
  operator: z.object({
    id: z.string(),
    name: z.string(),
    status: z.nullable(known(OPERATOR_STATUSES, null)),
  }),
  record: z.nullable(RecordRefSchema),
  /** `null` when the record has no contact. */
  contact: z.nullable(ContactSchema),
  lines: z.array(LineSchema),
  ways: z.array(WaySchema),
  sessions: SessionPageSchema,
  /** The session shown first (the newest), with its newest messages; `null` when there is none. */
  open: z.nullable(z.object({ sessionId: z.string(), messages: MessagePageSchema })),
  /** The first page of the merged history of what `can.history` names first; `null` without a contact, or when it could not be read. */
  timeline: z.optional(z.nullable(TimelineSchema)),
  /** One that a newer page has left is not opened here; it is not overwritten either (409 `draft-conflict`). */
  draft: z.nullable(orElse(DraftSchema, z.object({ operationId: z.string() }), () => null)),
  lastWritten: z._default(z.nullable(LastWrittenSchema), null),
  /** Recent messages to this contact that did not leave, are still leaving, or whose fate nobody knows; newest first. */
  operations: z.array(OperationSchema),
  can: z.object({
    searchContacts: z.boolean(),
    /** R-FIND-1; empty: the host does not say. */
    findBy: z._default(knownOnes(z.enum(FIND_KEYS)), []),
    /** By what somebody may be given who is no contact yet; empty: by nothing (R-CONTACT-2, R-FIND-2). */
    newBy: z._default(knownOnes(z.enum(NEW_CONTACT_KEYS)), []),
    /** Their name is not asked for: the host makes a client of whoever is written to. */
    nameless: z.optional(z.boolean()),
    /** Both `false` for who may only read, on every line (R-READ-1); `readOnly` says why. */
    reply: z.boolean(),
    start: z.optional(z.boolean()),
    /** Which histories may be shown (`History`), the one shown first in front. A newer gateway may know more than this page does. */
    history: z.optional(z.array(z.string())),
    knowsDelivered: z.boolean(),
  }),
  readOnly: z.optional(z.nullable(ReasonSchema)),
  /** Facts this host can never tell (`blocked`, `delivered`), said once. */
  cannotTell: z.array(z.string()),
  /** The host's own form, for what we cannot do. */
  newSessionLink: z.nullable(z.string()),
  /** Where the live stream goes on from. */
  cursor: z.string(),
})

/** `GET /v1/contacts/{id}/ways`: another contact's accounts with their verdicts, and when they were last written to. */
export const WaysSchema = z.object({
  contact: ContactSchema,
  ways: z.array(WaySchema),
  lastWritten: z._default(z.nullable(LastWrittenSchema), null),
})

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
  /** With `draft-conflict`: the draft as another tab has left it. */
  draft: z.optional(DraftSchema),
  retryAfterMs: z.optional(z.number()),
})

export type WireCard = z.infer<typeof CardSchema>
export type WireWay = z.infer<typeof WaySchema>
export type WireOperation = z.infer<typeof OperationSchema>
export type WireProblem = z.infer<typeof ProblemSchema>
export type WireLastWritten = z.infer<typeof LastWrittenSchema>
