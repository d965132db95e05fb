import * as z from 'zod'

/** What the host sends. Unknown fields are ignored; a missing one is told by its path. */

export const Id = z.int().positive()
/** Unix seconds; some times have a fraction (facts, 2.4). */
const At = z.number().min(0)
const Attributes = z.record(z.string(), z.unknown()).nullish()

const WireLink = z.object({
  source_id: z.string(),
  inbox: z.object({ id: Id, channel_type: z.string().nullish() }),
})
export type WireLink = z.infer<typeof WireLink>

export const WireContact = z.object({
  id: Id,
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  blocked: z.boolean().nullish(),
  identifier: z.string().nullish().catch(null),
  additional_attributes: Attributes.catch(null),
  custom_attributes: Attributes.catch(null),
  contact_inboxes: z.array(WireLink).nullish(),
})
export type WireContact = z.infer<typeof WireContact>
export const ContactAnswer = z.object({ payload: WireContact })
export const ContactsAnswer = z.object({
  meta: z.object({ has_more: z.boolean().nullish() }),
  payload: z.array(WireContact),
})
export const CreatedContact = z.object({ payload: z.object({ contact: WireContact }) })
export const LinksAnswer = z.object({ payload: z.array(WireLink) })

const WireAgent = z.object({
  id: Id,
  name: z.string(),
  role: z.string().nullish(),
  availability_status: z.string().nullish(),
})
export type WireAgent = z.infer<typeof WireAgent>
export const AgentsAnswer = z.array(WireAgent)
export const MembersAnswer = z.object({ payload: z.array(WireAgent) })
export const TeamsAnswer = z.array(z.object({ id: Id, name: z.string() }))
export const AttributesAnswer = z.array(
  z.object({ attribute_key: z.string(), attribute_display_name: z.string().nullish() }),
)
export const LabelsAnswer = z.object({ payload: z.array(z.object({ title: z.string() })) })
export const CannedAnswer = z.array(z.object({ id: Id, short_code: z.string(), content: z.string() }))
export const ProfileAnswer = z.object({
  id: Id,
  accounts: z.array(z.object({ id: Id, role: z.string().nullish() })).nullish(),
})

/** The head and the body of a letter that came in (app/presenters/mail_presenter.rb). */
const Addresses = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((list) => list ?? [])
export const EmailPart = z.object({
  subject: z
    .string()
    .nullish()
    .catch(null)
    .transform((text) => text ?? null),
  from: Addresses,
  to: Addresses,
  cc: Addresses,
  html_content: z.object({ full: z.string().nullish() }).nullish().catch(null),
})

const WireAttachment = z.object({
  data_url: z.string().nullish(),
  file_type: z.string().nullish(),
  extension: z.string().nullish(),
  content_type: z.string().nullish(),
  file_size: z.number().nullish(),
  thumb_url: z.string().nullish().catch(null),
  width: z.number().nullish().catch(null),
  height: z.number().nullish().catch(null),
  // Of places and contacts (app/models/attachment.rb).
  coordinates_lat: z.number().nullish().catch(null),
  coordinates_long: z.number().nullish().catch(null),
  fallback_title: z.string().nullish().catch(null),
  meta: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }).nullish().catch(null),
})
export type WireAttachment = z.infer<typeof WireAttachment>

export const WireMessage = z.object({
  id: Id,
  content: z.string().nullish(),
  content_type: z.string().nullish().catch(null),
  updated_at: z.union([z.number(), z.string()]).nullish().catch(null),
  /** 0 in, 1 out, 2 activity, 3 template (facts, 2.4). */
  message_type: z.int().min(0).max(3),
  private: z.boolean().nullish(),
  status: z.string().nullish(),
  content_attributes: Attributes,
  // One of a form that we do not know must not hide the message.
  attachments: z.array(WireAttachment.nullable().catch(null)).nullish().catch(null),
  created_at: At,
  sender: z
    .object({ id: z.number().nullish(), name: z.string().nullish(), type: z.string().nullish() })
    .nullish(),
})
export type WireMessage = z.infer<typeof WireMessage>
export const MessagesAnswer = z.object({ payload: z.array(WireMessage) })

export const WireConversation = z.object({
  id: Id,
  inbox_id: Id,
  /** An unknown status is an error: it must never pass for resolved. */
  status: z.enum(['open', 'resolved', 'pending', 'snoozed']),
  created_at: At,
  last_activity_at: At.nullish(),
  custom_attributes: Attributes,
  additional_attributes: Attributes,
  meta: z.object({
    sender: z.object({ id: Id.nullish() }).nullish(),
    assignee: z.object({ id: Id }).nullish(),
  }),
})
export type WireConversation = z.infer<typeof WireConversation>
export const ConversationsAnswer = z.object({ payload: z.array(WireConversation) })
/** `GET conversations` wraps its list once more. */
export const ConversationListAnswer = z.object({ data: ConversationsAnswer })

/** What create answers is thinner in the vendor's description than on its server (facts, 1.1). */
export const CreatedConversation = z.object({ id: Id, messages: z.array(z.object({ id: Id })).nullish() })
export const CreatedMessage = z.object({ id: Id })
export const AssignedAnswer = z.object({ id: Id.nullish() }).nullable()
export const StatusAnswer = z.object({ payload: z.object({ current_status: z.string().nullish() }) })
export const TagsAnswer = z.object({ payload: z.array(z.string()) })
