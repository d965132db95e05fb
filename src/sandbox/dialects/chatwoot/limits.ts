import type { Engine } from '../../engine/index.ts'

const MINUTE_MS = 60_000

/** Counts by the engine's clock, a stretch of time after the other; a reset forgets. */
export function limiter(engine: Engine) {
  const counts = new Map<string, { since: number; count: number }>()
  engine.on(({ kind }) => {
    if (kind === 'reset') counts.clear()
  })
  return {
    /** `false` once more than `most` were asked for in this stretch. */
    admits(what: string, most: number, perMs = MINUTE_MS): boolean {
      const now = engine.now().getTime()
      const known = counts.get(what)
      const current = known && now - known.since < perMs ? known : { since: now, count: 0 }
      current.count += 1
      counts.set(what, current)
      return current.count <= most
    },
  }
}
export type Limiter = ReturnType<typeof limiter>

/** The defaults of the vendor's code (facts, 1.4). */
export const LIMITS = {
  all: 3000,
  contactSearch: 100,
  messagesOfConversation: 200,
  uploadsPerHour: 60,
} as const
