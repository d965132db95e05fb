import * as z from 'zod/mini'
import { ATTACHMENT_KINDS, MESSAGE_KINDS } from '../domain/message-parts.ts'
import { MARKS, MESSAGE_STATUSES } from '../domain/words.ts'
import { known } from './known.ts'
import { At } from './rules.ts'

/** What a file is stands in `domain/words.ts`. */
const AttachmentSchema = z.object({
  name: z.string(),
  type: z.nullable(z.string()),
  size: z.nullable(z.number()),
  url: z.nullable(z.string()),
  kind: z._default(known(ATTACHMENT_KINDS, 'file'), 'file'),
  width: z._default(z.nullable(z.number()), null),
  height: z._default(z.nullable(z.number()), null),
  durationMs: z._default(z.nullable(z.number()), null),
  previewUrl: z._default(z.nullable(z.string()), null),
})

/** What each part means stands in `domain/message-parts.ts`; a part that is absent is not there or not told. */
export const MessageSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  kind: z._default(known(MESSAGE_KINDS, 'unknown'), 'text'),
  text: z.string(),
  author: z.object({
    kind: known(['customer', 'operator', 'system'], 'system'),
    id: z.nullable(z.string()),
    name: z.nullable(z.string()),
  }),
  mark: z.nullable(known(MARKS, null)),
  status: z.nullable(known(MESSAGE_STATUSES, null)),
  failure: z.nullable(z.object({ code: z.string(), text: z.string() })),
  attachments: z._default(z.array(AttachmentSchema), []),
  /** `what` is an `EventKind`; a newer gateway may know more of them than this page does. */
  event: z.optional(z.object({ what: z.string(), text: z.nullable(z.string()) })),
  template: z.optional(z.object({ name: z.nullable(z.string()) })),
  replyTo: z.optional(
    z.object({
      messageId: z.nullable(z.string()),
      text: z.nullable(z.string()),
      author: z.nullable(z.string()),
    }),
  ),
  editedAt: z.optional(At),
  deletedAt: z.optional(At),
  letter: z.optional(
    z.object({
      subject: z.nullable(z.string()),
      from: z.nullable(z.string()),
      to: z.array(z.string()),
      cc: z.array(z.string()),
      html: z.nullable(z.string()),
    }),
  ),
  place: z.optional(z.object({ latitude: z.number(), longitude: z.number(), title: z.nullable(z.string()) })),
  card: z.optional(z.object({ name: z.string(), phones: z.array(z.string()), emails: z.array(z.string()) })),
  link: z.optional(z.nullable(z.string())),
  at: At,
  /** The operation that sent it, when it was ours. */
  operationId: z.nullable(z.string()),
})

export type WireMessage = z.infer<typeof MessageSchema>
