import { z } from 'zod'
import { hold, type Holder } from '../hold-profile.ts'

/** Where the sheet leaves a behaviour open or tells of two, the sandbox can behave in each of the ways (facts, "Emulator scenarios"). */
const ProfileSchema = z.strictObject({
  /** How a ban is told (scenario 2). */
  banAs: z.union([z.literal(401), z.literal(429)]).default(401),
  /** Are there X-Rate-Limit headers (scenario 2)? */
  limitHeaders: z.boolean().default(true),
  /** Requests of the whole account in a minute, and for how long it is banned for more (scenario 2). */
  perMinute: z.number().int().min(1).default(300),
  banMinutes: z.number().int().min(1).default(20),
  /** The code of a wrong key (scenario 1). The usual one is the hardest to tell from a ban. */
  wrongKeyCode: z.string().default('e-401'),
  /** The status of a create (scenario 5). */
  created: z.union([z.literal(200), z.literal(201)]).default(200),
  /** How long a ticket is missing from the list after its creation (scenario 4). */
  listLagMs: z.number().int().min(0).max(600_000).default(0),
  /** Refusals of what was sent: by status, or as HTTP 200 with `errors` (scenario 8). */
  failures: z.enum(['status', 'ok']).default('status'),
  /** Names of dictionaries (scenario 9). */
  names: z.enum(['by-language', 'some-missing', 'plain']).default('by-language'),
  /** The shape of the departments (scenario 9). */
  departments: z.enum(['array', 'object']).default('array'),
  /** What becomes of a post into a closed ticket (scenario 14). */
  closedTickets: z.enum(['refused', 'accepted']).default('refused'),
  /** And into a locked one (scenario 14). */
  lockedTickets: z.enum(['refused', 'accepted']).default('refused'),
  /** How Telegram is spelled (scenario 17). */
  telegramSource: z.enum(['Telegram', 'tlgrm']).default('Telegram'),
  /** Which WhatsApp is connected. */
  whatsapp: z.enum(['business', 'unofficial']).default('business'),
  /** What becomes of an answer after WhatsApp Business' 24 hours: the sheet tells it of the host's own form only (facts, 5). */
  closedWindow: z.enum(['default-template-first', 'undelivered']).default('default-template-first'),
  /** Does a ticket made by the API mail its client: by the rule of the dispatcher that looks for a tag, or always (facts, 5)? */
  letters: z.enum(['by-rule', 'always']).default('by-rule'),
  /** Does the API insist on required fields (facts, 4.6)? */
  requiredFields: z.enum(['enforced', 'ignored']).default('enforced'),
  /** How values of date fields are written (not documented). */
  customDates: z.enum(['YYYY-MM-DD', 'DD.MM.YYYY']).default('YYYY-MM-DD'),
  /** Web hooks: told twice, also of our own posts, after a while (scenario 12). */
  pushTwice: z.boolean().default(false),
  pushEcho: z.boolean().default(false),
  /** Are the bodies such as name the text too, with its quotes as they are (scenario 12)? */
  pushText: z.boolean().default(false),
  pushDelayMs: z.number().int().min(0).max(600_000).default(0),
})
type Profile = z.infer<typeof ProfileSchema>

export type ProfileHolder = Holder<Profile>

export const holdProfile = (): ProfileHolder => hold(ProfileSchema)
