import * as z from 'zod/mini'
import { TROUBLE_STATES } from '../domain/operation.ts'
import { At, ChannelSchema } from './rules.ts'

/** What Operations shows of messages: one set of schemas for the gateway, the page and the description. */

const next = z.nullable(z.string())
const count = z.number()

/** How much there is of each kind; counted up to a thousand. */
export const TroubleCountsSchema = z.object({
  unknown: count,
  /** Of which the host is still being asked: they stand before the unknown ones, with nothing to decide. */
  lookedFor: count,
  failed: count,
  waiting: count,
  batches: count,
  callbacks: count,
})

/** To whom, on which way. */
const about = {
  operationId: z.string(),
  lineName: z.nullable(z.string()),
  channel: z.nullable(ChannelSchema),
  address: z.nullable(z.string()),
  contactId: z.nullable(z.string()),
  /** As the host calls them; `null` where it cannot tell, or not soon. */
  contactName: z.nullable(z.string()),
  /** The beginning of what the customer was to read. */
  text: z.string(),
  batchId: z.nullable(z.string()),
  /** What people call that batch. */
  batchName: z.nullable(z.string()),
  at: At,
  /** Where the host shows the conversation. */
  openInHost: z.nullable(z.string()),
  /** Where people see the record that a process named, else the contact. */
  openRecord: z.nullable(z.string()),
}

/** A message whose outcome nobody knows, or that did not leave. */
export const TroubledSchema = z.object({
  ...about,
  /** Who wrote it; `null` where a process did. */
  by: z.nullable(z.string()),
  automatic: z.boolean(),
  /** When the host was asked to send it last. */
  sentAt: z.nullable(At),
  attempts: count,
  /** Why it did not work out, in the language of the asker. */
  reason: z.nullable(z.object({ code: z.string(), text: z.string() })),
  /** The host is being asked what became of it, and nobody has to decide yet. */
  lookedFor: z.boolean(),
  /** What the host last said when it was asked what became of it: `absent`, `pending`, `unknowable`, `silent`; `null`: not asked yet. */
  lastFinding: z.nullable(z.string()),
  /** When it is asked next by itself; `null`: not any more. */
  nextLookAt: z.nullable(At),
})
export const TroubledPageSchema = z.object({ items: z.array(TroubledSchema), next })

/** Messages that did not leave for one reason. */
export const FailureClassSchema = z.object({
  state: z.enum(TROUBLE_STATES),
  code: z.string(),
  text: z.string(),
  count,
  retryable: count,
  newestAt: z.nullable(At),
  batches: z.array(z.object({ batchId: z.string(), name: z.nullable(z.string()), count })),
  examples: z.array(TroubledSchema),
})
export const FailureClassesSchema = z.object({ sinceAt: At, items: z.array(FailureClassSchema) })

/** A step that has not ended. */
export const WaitingSchema = z.object({
  ...about,
  /** `waiting`, `sending` or `watching`. */
  state: z.string(),
  /** `open-session`, another word for what keeps it from leaving, or the state it is in. */
  waitsFor: z.string(),
  /** Which exit was asked for. */
  wait: z.string(),
  nextAt: z.nullable(At),
  /** Until when at the latest. */
  deadlineAt: At,
  sent: count,
  hops: count,
  cancelled: z.boolean(),
})
export const WaitingPageSchema = z.object({ items: z.array(WaitingSchema), next })

export const RetriedSchema = z.object({
  retried: count,
  /** How many were left as they are, because whoever asks may only read on their lines (R-READ-1). */
  readOnly: count,
})

/** What an administrator did. */
const DeedSchema = z.object({
  n: z.string(),
  at: At,
  /** `null`: it came with the workspace's secret. */
  operatorId: z.nullable(z.string()),
  operatorName: z.nullable(z.string()),
  deed: z.string(),
  /** The id of what it was done to. */
  subject: z.string(),
  /** `done`, or the code of what was said to it; `null`: under way, or cut off. */
  outcome: z.nullable(z.string()),
})
export const DeedPageSchema = z.object({
  items: z.array(DeedSchema),
  next,
})

export type WireTroubled = z.infer<typeof TroubledSchema>
export type WireWaiting = z.infer<typeof WaitingSchema>
export type WireTroubleCounts = z.infer<typeof TroubleCountsSchema>
export type WireFailureClass = z.infer<typeof FailureClassSchema>
export type Retried = z.infer<typeof RetriedSchema>
export type WireDeed = z.infer<typeof DeedSchema>
