import type { Engine } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'
import { failed } from './envelope.ts'
import type { ProfileHolder } from './profile.ts'

const MINUTE_MS = 60_000

/** The account's budget: so many requests in a minute, whoever asks; more of them ban it for long (facts, 2). */
export function rateLimit(engine: Engine, profile: ProfileHolder) {
  let asked: number[] = []
  let bannedUntil = 0
  const stop = engine.on(({ kind }) => {
    if (kind !== 'reset') return
    asked = []
    bannedUntil = 0
  })
  return {
    stop,
    /** Counts a request. The answer to give instead, when it is too many; `null`: go on. */
    take(c: NodeContext): Response | null {
      const now = engine.now().getTime()
      const { perMinute, banMinutes, limitHeaders } = profile.now
      asked = asked.filter((at) => now - at < MINUTE_MS)
      asked.push(now)
      if (now >= bannedUntil && asked.length > perMinute) bannedUntil = now + banMinutes * MINUTE_MS
      if (limitHeaders) {
        c.header('X-Rate-Limit', String(perMinute))
        c.header('X-Rate-Limit-Remaining', String(Math.max(0, perMinute - asked.length)))
      }
      return now < bannedUntil ? ban(c, profile) : null
    },
  }
}

/** A ban as clients have met it: 401 with its own code, or 429 (facts, 2). There is no Retry-After. */
export function ban(c: NodeContext, profile: ProfileHolder): Response {
  const { banAs, banMinutes, perMinute } = profile.now
  const details = `Exceeded ${perMinute} requests per minute. The account is blocked for ${banMinutes} minutes.`
  return failed(c, banAs, { code: 'e-401', title: 'Ban', details })
}
