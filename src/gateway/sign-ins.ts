import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { Problem } from './problems.ts'
import { signed } from './signed.ts'

/** How long the words for a note may be written. */
export const CHALLENGE_LIFETIME_MS = 10 * 60 * 1000
/** How long a person stays signed in on one browser: a working day. */
export const SIGN_IN_LIFETIME_MS = 12 * 60 * 60 * 1000

/** Without what looks alike. Forty bits: two challenges at the same time never have the same words. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 8

const ChallengeSchema = z.object({ ws: z.string(), words: z.string().min(1) })
const PassSchema = z.object({ ws: z.string(), sub: z.string().min(1) })

export interface Challenge {
  /** Kept by the page that asked, which alone can turn the note into a sign-in; worth nothing without the note. */
  readonly challenge: string
  /** What the person is to write as a note. */
  readonly words: string
  readonly expiresAt: Date
}

/** Proofs of who somebody is, for hosts whose pages cannot vouch for it. Nothing of it is stored: the key signs it all. */
export interface SignIns {
  begin(workspaceId: string): Promise<Challenge>
  /** @throws Problem `sign-in-over` for one that is too old, of another workspace or not ours. */
  wordsOf(challenge: string, workspaceId: string): Promise<string>
  /** What is kept in the browser's cookie. */
  pass(workspaceId: string, operatorId: string): Promise<{ pass: string; expiresAt: Date }>
  /** Who is signed in by it; `null`: nobody, any more or in this workspace. */
  operatorOf(pass: string, workspaceId: string): Promise<string | null>
}

/** @param key the gateway's own, the same on every replica. */
export function signIns(key: string, now: () => Date): SignIns {
  const challenges = signed(key, 'firstline-challenge', now)
  const passes = signed(key, 'firstline-sign-in', now)
  return {
    async begin(workspaceId) {
      const words = `firstline-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
      const { token, expiresAt } = await challenges.sign({ ws: workspaceId, words }, CHALLENGE_LIFETIME_MS)
      return { challenge: token, words, expiresAt }
    },
    async wordsOf(challenge, workspaceId) {
      const claims = ChallengeSchema.safeParse(await challenges.read(challenge))
      if (!claims.success || claims.data.ws !== workspaceId) throw new Problem('sign-in-over')
      return claims.data.words
    },
    async pass(workspaceId, operatorId) {
      const { token, expiresAt } = await passes.sign(
        { ws: workspaceId, sub: operatorId },
        SIGN_IN_LIFETIME_MS,
      )
      return { pass: token, expiresAt }
    },
    async operatorOf(pass, workspaceId) {
      const claims = PassSchema.safeParse(await passes.read(pass))
      return claims.success && claims.data.ws === workspaceId ? claims.data.sub : null
    },
  }
}
