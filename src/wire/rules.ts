import * as z from 'zod/mini'
import { FORM_PARTS, REASON_CODES } from '../domain/reasons.ts'
import { CHANNELS } from '../domain/words.ts'
import { known, OfSomeKind, orElse } from './known.ts'

/** The domain's words on the wire: what every other schema is made of. */

export const Id = z.string().check(z.minLength(1), z.maxLength(200))
export const At = z.iso.datetime()

export const ChannelSchema = z.enum(CHANNELS)
/** Of an answer. */
export const ShownChannelSchema = known(CHANNELS, 'custom')
export const RecordRefSchema = z.strictObject({ type: Id, id: Id })

export const ReasonSchema = z.object({
  code: known(REASON_CODES, 'other'),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  remedy: z.nullable(
    orElse(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('open-session'), sessionId: z.string() }),
        z.object({ kind: z.literal('choose-another') }),
        z.object({ kind: z.literal('fix-address'), suggestion: z.nullable(z.string()) }),
        z.object({ kind: z.literal('customer-writes-first') }),
        z.object({ kind: z.literal('obtain-consent') }),
        z.object({ kind: z.literal('ask-administrator'), whom: z.optional(z.string()) }),
        z.object({ kind: z.literal('go-online') }),
        z.object({ kind: z.literal('shorten'), limit: z.number() }),
        z.object({ kind: z.literal('remove-attachment'), name: z.string() }),
        z.object({ kind: z.literal('fill'), field: z.enum(FORM_PARTS), name: z.optional(z.string()) }),
      ]),
      OfSomeKind,
      () => null,
    ),
  ),
})

/** At least one. What checks tuples is left out of the page. */
const SomeReasonsSchema = z.array(ReasonSchema).check(z.minLength(1)) as unknown as z.ZodMiniType<
  [WireReason, ...WireReason[]],
  [WireReason, ...WireReason[]]
>

const KnownVerdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free-form'), untilAt: z.nullable(At), warnings: z.array(ReasonSchema) }),
  z.object({ kind: z.literal('template-only'), why: ReasonSchema, warnings: z.array(ReasonSchema) }),
  z.object({ kind: z.literal('refused'), reasons: SomeReasonsSchema }),
])

/** Nobody is written to under a verdict that cannot be read. */
export const VerdictSchema = orElse(
  KnownVerdictSchema,
  OfSomeKind,
  (): z.infer<typeof KnownVerdictSchema> => ({
    kind: 'refused',
    reasons: [{ code: 'other', facts: {}, remedy: null }],
  }),
)

export type WireReason = z.infer<typeof ReasonSchema>
export type WireVerdict = z.infer<typeof VerdictSchema>
