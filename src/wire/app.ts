import * as z from 'zod/mini'

/** What the app of a host's page and the gateway say to each other: signing in, and the context of the session that is shown. */

/** What the host's page calls the session; the adapter knows what that means. */
const ShownSchema = z.string().check(z.minLength(1), z.maxLength(200))
const PersonSchema = z.object({ id: z.string(), name: z.string() })

export const ChallengeSchema = z.object({
  /** Kept by the page until the proof. */
  challenge: z.string(),
  /** What the person is to write as an internal note. */
  words: z.string(),
  expiresAt: z.string(),
})
export type WireChallenge = z.infer<typeof ChallengeSchema>

export const ProofRequestSchema = z.strictObject({
  challenge: z.string().check(z.minLength(1), z.maxLength(2000)),
  session: ShownSchema,
})

/** `null`: nobody has written the words yet. */
export const ProofSchema = z.object({ operator: z.nullable(PersonSchema) })

export const AppContextRequestSchema = z.strictObject({ session: ShownSchema })

export const AppContextSchema = z.object({
  context: z.string(),
  expiresAt: z.string(),
  operator: PersonSchema,
})
export type WireAppContext = z.infer<typeof AppContextSchema>

/**
 * How a workspace stands to a page that would show its app in a frame. A browser does not tell that page why a frame stays empty, so
 * each reason is an answer of its own and never an error.
 */
export const APP_STANDINGS = ['ready', 'unknown-workspace', 'not-supported', 'page-not-allowed'] as const

export const AppStandingSchema = z.object({
  /** Something else at a mistyped address may answer as well. */
  service: z.literal('firstline'),
  standing: z.enum(APP_STANDINGS),
})
export type WireAppStanding = z.infer<typeof AppStandingSchema>
