import { z } from 'zod'
import { hold, type Holder } from '../hold-profile.ts'

/**
 * Where the vendor's pages leave a behaviour open, the sandbox can behave in each of the possible ways, so that the adapter is
 * tried against all of them (facts, "Emulator scenarios").
 */
const ProfileSchema = z.strictObject({
  /** The key under which `run` and instance reads answer (scenario 8). */
  instanceKey: z.enum(['context', 'data', 'result']).default('context'),
  /** Largest page of a list (scenario 5). */
  pageMax: z.union([z.literal(100), z.literal(10_000)]).default(100),
  /** How a failed request is told: by its status, or as HTTP 200 with `success: false` (scenario 3). */
  failures: z.enum(['status', 'ok-false']).default('status'),
  /** Order of `getAllMessages` (scenario 14). */
  messageOrder: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
  /** What a process does that was started: ends, never ends, or fails (scenario 8). */
  runs: z.enum(['finish', 'never-finish', 'fail']).default('finish'),
  /** How long a process takes. */
  runMs: z.number().int().min(0).max(60_000).default(5),
  /** Where an initiative message goes while a session is open (scenario 17). */
  initiative: z.enum(['append', 'new-session']).default('append'),
  /** Does a module's API method ask for a token (scenario 11)? */
  moduleAccess: z.enum(['token', 'anonymous']).default('token'),
  /** What kind of channel the tenant's custom one is: staff among themselves are `internal` or `support` (facts, 1.3, 7). */
  customType: z.enum(['custom', 'internal', 'support']).default('custom'),
  /** On whose behalf a server script acts: the session's operator, or the owner of the token (scenario 13). */
  scriptActsAs: z.enum(['assigned-operator', 'token-owner']).default('assigned-operator'),
  /** Is every event pushed twice (scenario 18)? */
  pushTwice: z.boolean().default(false),
})
export type Profile = z.infer<typeof ProfileSchema>

export type ProfileHolder = Holder<Profile>

export const holdProfile = (): ProfileHolder => hold(ProfileSchema)
