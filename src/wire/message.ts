import * as z from 'zod/mini'
import { ATTACHMENT_KINDS, EVENT_KINDS, MESSAGE_KINDS } from '../domain/message-parts.ts'
import { MARKS, MESSAGE_STATUSES } from '../domain/words.ts'
import { At } from './rules.ts'

const Text = z.string()
const MaybeText = z.nullable(z.string())
const MaybeNumber = z._default(z.nullable(z.number()), null)
const Texts = z.array(z.string())

/** What a file is stands in `domain/words.ts`. */
const AttachmentSchema = z.object({
  name: Text,
  type: MaybeText,
  size: z.nullable(z.number()),
  url: MaybeText,
  kind: z._default(z.enum(ATTACHMENT_KINDS), 'file'),
  width: MaybeNumber,
  height: MaybeNumber,
  durationMs: MaybeNumber,
  previewUrl: z._default(MaybeText, null),
})

/** What each part means stands in `domain/message-parts.ts`; a part that is absent is not there or not told. */
export const MessageSchema = z.object({
  id: Text,
  sessionId: Text,
  direction: z.enum(['inbound', 'outbound']),
  kind: z._default(z.enum(MESSAGE_KINDS), 'text'),
  text: Text,
  author: z.object({ kind: z.enum(['customer', 'operator', 'system']), id: MaybeText, name: MaybeText }),
  mark: z.nullable(z.enum(MARKS)),
  status: z.nullable(z.enum(MESSAGE_STATUSES)),
  failure: z.nullable(z.object({ code: Text, text: Text })),
  attachments: z._default(z.array(AttachmentSchema), []),
  event: z.optional(z.object({ what: z.enum(EVENT_KINDS), text: MaybeText })),
  template: z.optional(z.object({ name: MaybeText })),
  replyTo: z.optional(z.object({ messageId: MaybeText, text: MaybeText, author: MaybeText })),
  editedAt: z.optional(At),
  deletedAt: z.optional(At),
  letter: z.optional(
    z.object({ subject: MaybeText, from: MaybeText, to: Texts, cc: Texts, html: MaybeText }),
  ),
  place: z.optional(z.object({ latitude: z.number(), longitude: z.number(), title: MaybeText })),
  card: z.optional(z.object({ name: Text, phones: Texts, emails: Texts })),
  link: z.optional(MaybeText),
  at: At,
  /** The operation that sent it, when it was ours. */
  operationId: MaybeText,
})

export type WireMessage = z.infer<typeof MessageSchema>
