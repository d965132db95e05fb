import * as z from 'zod'
import { Id } from './wire.ts'

/** The inboxes, and the templates that the host keeps with them. */

const Template = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string().nullish(),
  namespace: z.string().nullish(),
  parameter_format: z.string().nullish(),
  components: z.array(
    z.object({
      type: z.string(),
      format: z.string().nullish(),
      text: z.string().nullish(),
      example: z.looseObject({}).nullish().catch(null),
      buttons: z
        .array(
          z.object({
            type: z.string(),
            url: z.string().nullish(),
            text: z.string().nullish(),
            example: z.unknown().optional(),
          }),
        )
        .nullish(),
    }),
  ),
})
export type WireTemplate = z.infer<typeof Template>

/** Twilio's content templates (facts, 4.1). */
const ContentTemplate = z.object({
  friendly_name: z.string(),
  language: z.string(),
  status: z.string(),
  template_type: z.string().nullish(),
  media_type: z.string().nullish(),
  category: z.string().nullish(),
  body: z.string(),
  /** What was given as examples, by the variables' names. */
  variables: z.record(z.string(), z.unknown()).nullish().catch(null),
})
export type WireContentTemplate = z.infer<typeof ContentTemplate>

/** Hours, a number or its digits; nothing where the inbox has no window (facts, 5). */
const Hours = z.coerce.number().positive().nullish().catch(null)

export const WireInbox = z.object({
  id: Id,
  name: z.string(),
  channel_type: z.string(),
  medium: z.string().nullish(),
  additional_attributes: z.object({ agent_reply_time_window: Hours }).nullish().catch(null),
  // One template of a form that we do not know must not hide the inbox.
  message_templates: z.array(Template.nullable().catch(null)).nullish().catch(null),
  content_templates: z
    .object({ templates: z.array(ContentTemplate.nullable().catch(null)).nullish() })
    .nullish()
    .catch(null),
})
export type WireInbox = z.infer<typeof WireInbox>
export const InboxesAnswer = z.object({ payload: z.array(WireInbox) })
