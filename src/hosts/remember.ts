interface Known<T> {
  readonly answer: Promise<T>
  readonly askedAtMs: number
}

/** For how long an answer is good, and what time it is. */
export interface Freshness {
  readonly freshForMs: number
  now(): Date
}

/** Answers by what was asked. `recall` gives the one that is still fresh, or asks. */
export interface ShortMemory<K, T> {
  recall(key: K, fresh: Freshness, ask: () => Promise<T>): Promise<T>
}

/**
 * A short memory for what hosts tell seldom differently and we ask often. Whoever comes while a question is under way shares its
 * answer; a failure is told to those who waited and is not remembered. A clock that was set back makes nothing fresh.
 * @param most how many answers are kept; beyond it the one that was asked first is forgotten.
 */
export function shortMemory<K, T>(most = 1000): ShortMemory<K, T> {
  const known = new Map<K, Known<T>>()
  return {
    recall: (key, { freshForMs, now }, ask) => {
      const askedAtMs = now().getTime()
      const old = known.get(key)
      const ageMs = old ? askedAtMs - old.askedAtMs : -1
      if (old && ageMs >= 0 && ageMs < freshForMs) return old.answer
      const asked = { answer: ask(), askedAtMs }
      // Set anew, so that the order of the map is the order of asking.
      known.delete(key)
      known.set(key, asked)
      const eldest = known.keys().next()
      if (known.size > most && !eldest.done) known.delete(eldest.value)
      asked.answer.catch(() => {
        if (known.get(key) === asked) known.delete(key)
      })
      return asked.answer
    },
  }
}

/** The same question, asked at most once in this time. */
export function remembered<T>(ask: () => Promise<T>, freshForMs: number, now: () => Date): () => Promise<T> {
  const memory = shortMemory<'it', T>(1)
  return () => memory.recall('it', { freshForMs, now }, ask)
}

/** A question about many things, asked at most once for each of them in this time. */
export function rememberedBy<K, T>(
  ask: (key: K) => Promise<T>,
  freshForMs: number,
  now: () => Date,
): (key: K) => Promise<T> {
  const memory = shortMemory<K, T>()
  return (key) => memory.recall(key, { freshForMs, now }, () => ask(key))
}
