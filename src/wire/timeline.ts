import * as z from 'zod/mini'
import { MessageSchema } from './message.ts'
import { SessionSchema } from './session.ts'

/** A page of all that was said with a customer, in whichever sessions. */
export const TimelineSchema = z.object({
  /** Oldest first. A page may be empty and still not be the last one: `next` alone tells. */
  items: z.array(MessageSchema),
  /** The sessions of the items, except those that came with an earlier page. */
  sessions: z.array(SessionSchema),
  /** Leads to what is older; `null`: there is nothing. It goes with the filters it was made with. */
  next: z.nullable(z.string()),
})

export type WireTimeline = z.infer<typeof TimelineSchema>
