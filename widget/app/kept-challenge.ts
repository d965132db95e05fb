import { ChallengeSchema, type WireChallenge } from '../../src/wire/app.ts'

/**
 * The words of this tab, for a page that is loaded anew while the person writes their note. A browser that keeps nothing for frames
 * throws at the first look; then the words live as long as the page.
 */
export interface KeptChallenge {
  /** Words that are still valid. */
  read(): WireChallenge | null
  keep(challenge: WireChallenge | null): void
}

/** @param storage looked at anew each time, because looking may throw. */
export function keptChallenge(
  workspace: string,
  storage: () => Storage = () => sessionStorage,
  now: () => number = Date.now,
): KeptChallenge {
  const key = `firstline-challenge-${workspace}`
  return {
    read() {
      try {
        const read = ChallengeSchema.safeParse(JSON.parse(storage().getItem(key) ?? 'null'))
        return read.success && Date.parse(read.data.expiresAt) > now() ? read.data : null
      } catch {
        // Closed to frames, or not ours: new words are asked for.
        return null
      }
    },
    keep(challenge) {
      try {
        if (challenge) storage().setItem(key, JSON.stringify(challenge))
        else storage().removeItem(key)
      } catch {
        // Closed to frames: the page itself still has them.
      }
    },
  }
}
