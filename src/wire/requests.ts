import * as z from 'zod/mini'
import { SESSION_STATES } from '../domain/words.ts'
import {
  AfterSchema,
  FieldValuesSchema,
  FilledTemplateSchema,
  TargetSchema,
  TypedTemplateSchema,
} from './draft.ts'
import { ChannelSchema, Id } from './rules.ts'

/** What the widget asks of the gateway; only the gateway checks these, so that they weigh nothing in a page. */

const Text = z.string().check(z.maxLength(20_000))
const Address = z.string().check(z.minLength(1), z.maxLength(254))

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
  address: Address,
  subject: z.nullable(z.string().check(z.maxLength(1000))),
  /** Free text, or the body of a template typed by hand; empty beside a template of the catalogue or beside files alone. */
  text: Text,
  template: z._default(z.nullable(FilledTemplateSchema), null),
  typed: z._default(z.nullable(TypedTemplateSchema), null),
  /** Ids of files uploaded before. */
  attachments: z._default(z.array(Id).check(z.maxLength(100)), []),
  blindCopy: z._default(z.array(Address).check(z.maxLength(100)), []),
  tags: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(100)), []),
  fields: z._default(FieldValuesSchema, {}),
  /** Absent or `null`: what the host does by itself, or the usual choice. */
  after: z._default(z.nullable(AfterSchema), null),
})

/** `POST /v1/sessions/{id}/messages`: answer in an open session; each part as in a start. */
export const ReplySchema = z.strictObject({
  operationId: Id,
  text: Text,
  template: z._default(z.nullable(FilledTemplateSchema), null),
  typed: z._default(z.nullable(TypedTemplateSchema), null),
  attachments: z._default(z.array(Id).check(z.maxLength(100)), []),
})

/** `POST /v1/sessions/{id}/notes`: a note to colleagues, which is never sent. */
export const NoteSchema = z.strictObject({
  operationId: Id,
  text: z.string().check(z.maxLength(20_000), z.regex(/\S/)),
})

/** How the session was shown to whoever changes it: when it is no more so, nothing is done (409 `session-changed`). */
const SeenSchema = z.strictObject({
  state: z.enum(SESSION_STATES),
  operatorId: z.nullable(z.string().check(z.maxLength(200))),
})

/** `POST /v1/sessions/{id}/take` and `reopen`. */
export const ChangeSessionSchema = z.strictObject({ operationId: Id, seen: SeenSchema })
/** `POST /v1/sessions/{id}/close`: with tags that are added before (R-TAG-1). */
export const CloseSessionSchema = z.strictObject({
  operationId: Id,
  seen: SeenSchema,
  tags: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(100)), []),
})
/** `POST /v1/sessions/{id}/hand-over` (R-AFTER-1). */
export const HandOverSchema = z.strictObject({
  operationId: Id,
  seen: SeenSchema,
  target: TargetSchema,
  comment: z._default(z.nullable(z.string().check(z.maxLength(2000))), null),
})

/** What to say to `start`: what is left out has its default. */
export type WireStartSession = z.input<typeof StartSessionSchema>
export type WireReply = z.input<typeof ReplySchema>
export type WireNewContact = z.infer<typeof NewContactSchema>
