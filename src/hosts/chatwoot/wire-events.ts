import * as z from 'zod'
import { Id } from './wire.ts'

/** What the host pushes: to our address, and over the socket that we open. */

const Event = z.object({
  event: z.string().min(1),
  id: z.union([z.int(), z.string()]).optional(),
  status: z.string().nullish(),
  private: z.boolean().nullish(),
  message_type: z.union([z.string(), z.int()]).nullish(),
  updated_at: z.union([z.number(), z.string()]).nullish(),
  conversation: z.object({ id: Id }).nullish(),
  /** One object per changed field, by its name (facts, 6.2). */
  changed_attributes: z.array(z.record(z.string(), z.unknown())).nullish().catch(null),
})
export type WireEvent = z.infer<typeof Event>
/** With or without a wrapper: both may be (unverified, 7). */
export const HookBody = z.union([Event, z.object({ webhook: Event }).transform(({ webhook }) => webhook)])

/** What the socket says of itself, and what it brings (facts, 6.1). */
export const CableFrame = z.object({
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.unknown().optional(),
})
/** An event of this or of another account; those without a thing tell of none. */
export const CableEvent = z.object({
  event: z.string().min(1),
  data: z.object({
    account_id: z.number(),
    id: z.int().optional(),
    conversation_id: Id.optional(),
    status: z.string().nullish().catch(null),
    private: z.boolean().nullish().catch(null),
    message_type: z.int().nullish().catch(null),
    updated_at: z.union([z.number(), z.string()]).nullish().catch(null),
  }),
})
export type CableEvent = z.infer<typeof CableEvent>
/** What opens the socket for the owner of the token (facts, 1.2). */
export const PubsubAnswer = z.object({ id: Id, pubsub_token: z.string().min(1) })
