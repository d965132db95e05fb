import * as z from 'zod/mini'
import { ChannelSchema } from './rules.ts'
import { ContactSchema } from './schemas.ts'

/** What the gateway answers to a search of customers; loaded with whatever searches. */

/** Somebody found. `sessions`: their open ones, only when asked for with `with=sessions` (R-START-4). */
export const FoundContactSchema = z.object({
  ...ContactSchema.shape,
  /** Where two on a page have one name: what tells them apart. */
  addresses: z.optional(z.array(z.string())),
  sessions: z.optional(
    z.array(
      z.object({
        id: z.string(),
        lineName: z.string(),
        channel: ChannelSchema,
        operatorName: z.nullable(z.string()),
        /** May the person who asks go there: it is their own, and they do not only supervise (R-AFTER-3)? */
        own: z.boolean(),
      }),
    ),
  ),
})
export const ContactPageSchema = z.object({
  items: z.array(FoundContactSchema),
  next: z.nullable(z.string()),
})

export type WireFoundContact = z.infer<typeof FoundContactSchema>
export type WireContactPage = z.infer<typeof ContactPageSchema>
