import * as z from 'zod/mini'
import { TARGET_KINDS } from '../domain/after.ts'
import { ChannelSchema, Id } from './rules.ts'

/** Values of a template's variables by name. */
const VariablesSchema = z.record(z.string().check(z.maxLength(200)), z.string().check(z.maxLength(5000)))

/** A template of the catalogue with its values. */
export const FilledTemplateSchema = z.object({ id: Id, variables: VariablesSchema })
/** Header and footer typed by hand (R-TPL-3); how long they may be is the rules' affair. */
export const TypedTemplateSchema = z.object({
  header: z.nullable(z.string().check(z.maxLength(1000))),
  footer: z.nullable(z.string().check(z.maxLength(1000))),
})

export const TargetSchema = z.object({
  kind: z.enum(TARGET_KINDS),
  id: Id,
  name: z.string().check(z.maxLength(500)),
})

/** What happens to the session after its first message (R-AFTER-1). */
export const AfterSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.enum(['assign-to-me', 'close']) }),
  z.object({
    kind: z.literal('hand-over'),
    target: TargetSchema,
    comment: z.nullable(z.string().check(z.maxLength(2000))),
  }),
])

/** A file that the gateway keeps for a message. `size` in bytes. */
export const StoredFileSchema = z.object({
  id: Id,
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  type: z.string().check(z.maxLength(255)),
  size: z.number(),
})

/** Values of the host's own fields by id. */
export const FieldValuesSchema = z.record(
  z.string().check(z.maxLength(200)),
  z.union([z.string().check(z.maxLength(10_000)), z.boolean(), z.array(Id).check(z.maxLength(200))]),
)

/** The form as the person left it. */
export const DraftSchema = z.object({
  /** The operation the form will run; kept with the draft so that a reload cannot send twice. */
  operationId: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Grows with each save; a save that builds on an older one is refused, so that two tabs notice each other. */
  version: z._default(z.number(), 0),
  lineId: z.nullable(z.string()),
  channel: z.nullable(ChannelSchema),
  address: z.nullable(z.string()),
  contactId: z.nullable(z.string()),
  subject: z.string().check(z.maxLength(1000)),
  text: z.string().check(z.maxLength(100_000)),
  template: z._default(z.nullable(FilledTemplateSchema), null),
  typed: z._default(z.nullable(TypedTemplateSchema), null),
  attachments: z._default(z.array(StoredFileSchema).check(z.maxLength(100)), []),
  /** As typed: addresses with commas between. */
  blindCopy: z._default(z.string().check(z.maxLength(5000)), ''),
  tags: z._default(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)), []),
  fields: z._default(FieldValuesSchema, {}),
  after: z._default(z.nullable(AfterSchema), null),
})

export type WireDraft = z.infer<typeof DraftSchema>
export type WireStoredFile = z.infer<typeof StoredFileSchema>
export type WireAfter = z.infer<typeof AfterSchema>
