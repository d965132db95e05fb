import { z } from 'zod'
import { hold, type Holder } from '../hold-profile.ts'
import { LIMITS } from './limits.ts'

/** How an account is set up, and where the facts leave a behaviour open or say that it changed with the version. */
const ProfileSchema = z.strictObject({
  /** Create goes on in the last conversation of that contact and inbox (facts, 3). */
  lockToSingleConversation: z.boolean().default(false),
  /** For how many hours after the customer's last message the agents of API inboxes may write; `null`: for ever (scenario 23). */
  apiWindowHours: z.number().int().min(1).nullable().default(null),
  /** Every inbox has an active bot, which forces `pending` (scenario 9). */
  activeBot: z.boolean().default(false),
  /** Is there a definition of the attribute that holds the request's key (scenario 14)? */
  requestAttributeDefined: z.boolean().default(true),
  /** How many conversations a contact's list shows: 20, later 25 (scenario 17). */
  contactConversations: z.union([z.literal(20), z.literal(25)]).default(20),
  /** What the token's user may do: an agent may neither see inboxes he is no member of, nor ask for administrators' things. */
  tokenRole: z.enum(['administrator', 'agent']).default('administrator'),
  /** Requests of one address, and searches of contacts of one account, in a minute (facts, 1.4). */
  perMinute: z.number().int().min(1).default(LIMITS.all),
  searchesPerMinute: z.number().int().min(1).default(LIMITS.contactSearch),
  /** Is every event pushed twice (scenario 19)? */
  pushTwice: z.boolean().default(false),
  /** By how much the time in a web hook's signature lies behind (scenario 19). */
  hookDelayMs: z.number().int().min(0).max(86_400_000).default(0),
  /** How long a receiver of web hooks may take: `WEBHOOK_TIMEOUT` (facts, 6.2). */
  hookTimeoutMs: z.number().int().min(1).max(60_000).default(5000),
  /** Is the body of a web hook wrapped (unverified, 7)? */
  hookWrapped: z.boolean().default(false),
  /** Are web hooks pushed at all? The socket goes on without them. */
  hooks: z.boolean().default(true),
  /** Does the socket answer, refuse the subscription, refuse the connection, or is it behind a proxy that knows no sockets? */
  socket: z.enum(['open', 'rejects', 'unauthorized', 'off']).default('open'),
  /** In which order frames of one moment come (scenario 20). */
  socketOrder: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
  /** Does a frame of another account come with each of ours (scenario 20)? */
  socketForeign: z.boolean().default(false),
})
type Profile = z.infer<typeof ProfileSchema>

export type ProfileHolder = Holder<Profile>

export const holdProfile = (): ProfileHolder => hold(ProfileSchema)
