import * as z from 'zod/mini'
import { AFTER_KINDS } from '../domain/after.ts'
import { DATE_FORMS } from '../domain/written-date.ts'
import { DraftSchema, TargetSchema } from './draft.ts'
import { known, knownOnes } from './known.ts'
import { At } from './rules.ts'
import { WaySchema } from './schemas.ts'

/** What the gateway answers to the form alone; loaded with the form. */

/** What a channel takes in files (R-FILE-1); sizes in bytes, `null`: no limit is known. */
const AttachmentPolicySchema = z.object({
  formats: z.nullable(z.array(z.string())),
  maxBytes: z.nullable(z.number()),
  maxBytesOf: z.optional(z.record(z.string(), z.number())),
  maxTotalBytes: z.nullable(z.number()),
  maxCount: z.nullable(z.number()),
  alone: z.boolean(),
})

const FieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string())])

/** One of the host's own fields (R-MAIL-2, R-MAIL-3, R-AFTER-4). */
const StartFieldSchema = z.object({
  id: z.string(),
  known: z.nullable(known(['assignee', 'department', 'priority', 'send-letter', 'from-customer'], null)),
  label: z.string(),
  kind: known(['text', 'long-text', 'number', 'date', 'list', 'many', 'yes-no'], 'text'),
  required: z.boolean(),
  choices: z.array(z.object({ id: z.string(), name: z.string() })),
  initial: z.nullable(FieldValueSchema),
})

/** `GET /v1/offers?contactId&lineId&channel&address`: what may be done on one way, and its verdict as of now (R-OPEN-4). */
export const OffersSchema = z.object({
  way: WaySchema,
  /** R-TPL-1, 2: `required` by the window, `optional` beside free text, `none` on this channel. */
  template: known(['none', 'optional', 'required'], 'optional'),
  /** The catalogue is empty or cannot be reached, and an approved text may be typed instead (R-TPL-3). */
  typedTemplate: z.boolean(),
  /** Why the catalogue cannot be shown, as a reason in words; `null` when it can. */
  catalogueFault: z.nullable(z.string()),
  /** What the host sends first by itself (R-WIN-2). */
  defaultTemplate: z.nullable(z.string()),
  attachments: z.nullable(AttachmentPolicySchema),
  blindCopy: z.boolean(),
  cannedReplies: z.boolean(),
  tags: z.nullable(z.object({ required: z.boolean(), names: z.array(z.string()) })),
  /** What may happen after sending, the usual choice first; empty: there is nothing to choose (R-AFTER-1 to 3). */
  after: knownOnes(z.enum(AFTER_KINDS)),
  /** To whom it may be handed. */
  targets: knownOnes(TargetSchema),
  /** May a comment go with it? Absent: it may. */
  handOverComment: z.optional(z.literal(false)),
  fields: z.array(StartFieldSchema),
  /** The message is sent as finished: no session opens (R-AFTER-2). */
  finished: z.boolean(),
})

/** `GET /v1/sessions/{id}/choices`: what one chooses when a session is closed or handed over (R-TAG-1, R-AFTER-1). */
export const SessionChoicesSchema = z.object({
  /** `chosen`: those that the session has. */
  tags: z.nullable(
    z.object({ required: z.boolean(), names: z.array(z.string()), chosen: z.array(z.string()) }),
  ),
  targets: knownOnes(TargetSchema),
  /** May a comment go with a hand-over? */
  comment: z.boolean(),
})

const TemplateSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.nullable(z.string()),
  category: z.nullable(z.string()),
  header: z.nullable(z.string()),
  body: z.string(),
  footer: z.nullable(z.string()),
  variables: z.array(
    z.object({
      name: z.string(),
      part: known(['header', 'body', 'button'], 'body'),
      kind: known(['text', 'date', 'list'], 'text'),
      choices: z.array(z.string()),
      example: z.nullable(z.string()),
      written: z.optional(known(DATE_FORMS, undefined)),
    }),
  ),
  buttons: z.optional(z.array(z.object({ text: z.string(), url: z.nullable(z.string()) }))),
})

/** A variable bound to a field of the record (R-TPL-6). `value: null`: the field is empty. */
const BindingSchema = z.object({
  source: z.string(),
  value: z.nullable(z.string()),
  fallback: z.nullable(z.string()),
})

/** `GET /v1/templates?lineId&channel&contactId`: only those that may be sent now (R-TPL-4). */
export const CatalogueSchema = z.object({
  items: z.array(TemplateSchema),
  /** Ids of those this operator used last, the newest first. */
  recent: z.array(z.string()),
  /** By template id and variable name. */
  bindings: z.record(z.string(), z.record(z.string(), BindingSchema)),
})

/** `GET /v1/canned-replies?cursor` (R-MSG-2). */
export const CannedReplyPageSchema = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), own: z.boolean() })),
  next: z.nullable(z.string()),
})

/** `GET /v1/addresses?channel&address`: what a typed address would be (R-ADDR-2 to 4). `reason: null`: it may be used. */
export const AddressCheckSchema = z.object({
  /** In the form the channel needs. */
  address: z.string(),
  suggestion: z.nullable(z.string()),
  /** What is wrong, in words. */
  fault: z.nullable(z.string()),
})

/** `PUT /v1/draft`: the version that stands there now. */
export const DraftKeptSchema = z.object({ version: z.number(), at: At })

/** `GET /v1/sessions/{id}/draft`: what one has begun to write in a session. */
export const BegunSchema = z.object({ draft: z.nullable(DraftSchema) })

export type WireOffers = z.infer<typeof OffersSchema>
export type WireSessionChoices = z.infer<typeof SessionChoicesSchema>
export type WireTemplate = z.infer<typeof TemplateSchema>
export type WireCatalogue = z.infer<typeof CatalogueSchema>
export type WireBinding = z.infer<typeof BindingSchema>
export type WireCannedReply = z.infer<typeof CannedReplyPageSchema>['items'][number]
export type WireStartField = z.infer<typeof StartFieldSchema>
export type WireAddressCheck = z.infer<typeof AddressCheckSchema>
