import { z } from 'zod'
import { hold, type Holder } from '../hold-profile.ts'

/**
 * Where the vendor's pages leave a behaviour open, the sandbox can behave in each of the possible ways (facts, "Emulator
 * scenarios" and "Unverified").
 */
const ProfileSchema = z.strictObject({
  /** Newer stands want `X-Tenant-Name` (scenario 2). */
  tenantHeader: z.enum(['ignored', 'required']).default('ignored'),
  /** Does the token of a login already begin with "Bearer " (facts, 1.1)? */
  tokenForm: z.enum(['with-bearer', 'bare']).default('with-bearer'),
  /** A send to a client with an active thread: refused, or written into it (scenario 7). */
  activeThread: z.enum(['appends', 'refuses']).default('appends'),
  /** Does `outgoing-from-myself` change the agent's presence (scenario 6)? */
  agentStatus: z.enum(['kept', 'changed']).default('kept'),
  /** What is distributed opens nothing before the client answers, or a thread at once (scenario 17). */
  distribution: z.enum(['opens-nothing', 'opens-thread']).default('opens-nothing'),
  /** WhatsApp takes free text within 24 hours only (facts, 3.8), or nobody looks. */
  window: z.enum(['enforced', 'off']).default('enforced'),
  /** A typed text that is no approved template: told later as undelivered, or refused at once (facts, 3.2). */
  mismatch: z.enum(['later', 'at-once']).default('later'),
  /** Largest page of threads; the vendor names none (scenario 9). */
  pageMax: z.number().int().min(1).max(1000).default(100),
  /** Order of the chatbot's message history. */
  messageOrder: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
  /** Does a thread with an agent show a state that nobody has told us of (scenario 9)? */
  oddStatus: z.boolean().default(false),
  /** `content` of Pulse's history: an object, or a JSON string (scenario 11). */
  historyContent: z.enum(['object', 'string']).default('object'),
  /** Is every event pushed twice (scenarios 12 and 14)? */
  pushTwice: z.boolean().default(false),
  /** Is our address among the webhooks of the Pulse channels (facts, 5.1)? */
  pulseHooks: z.boolean().default(true),
  /** How Pulse writes statuses, and in which order they come (scenario 12). */
  statusCase: z.enum(['upper', 'lower', 'capital']).default('upper'),
  statusOrder: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
  /** How often a webhook is tried: pages differ (scenario 12). */
  statusTries: z.enum(['three', 'ten']).default('three'),
  /** The reason of whatever fails; `null`: the true one (scenario 12). */
  failedError: z.string().nullable().default(null),
  /** Of what type customers' messages are (scenario 13). */
  contentType: z.string().default('TEXT'),
})
export type Profile = z.infer<typeof ProfileSchema>

export type ProfileHolder = Holder<Profile>

export const holdProfile = (): ProfileHolder => hold(ProfileSchema)
