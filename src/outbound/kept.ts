import { HostError } from '../hosts/errors.ts'
import type { Host } from '../hosts/port.ts'
import type { Outbound } from './types.ts'

interface Kept {
  readonly answer: Promise<unknown>
  readonly askedAtMs: number
}
const memories = new WeakMap<Host, Map<string, Kept>>()
const MOST_ANSWERS = 500

/**
 * What the host tells seldom differently and forms ask often: asked once, and given to everybody for `forMs`. Whoever comes while
 * it is under way waits for the same answer; a failure is nobody's answer but theirs.
 * @param name what is asked for, with everything on which the answer depends.
 */
export function kept<T>(o: Outbound, name: string, forMs: number, ask: () => Promise<T>): Promise<T> {
  const memory = memories.get(o.host) ?? new Map<string, Kept>()
  memories.set(o.host, memory)
  const known = memory.get(name)
  const ageMs = known ? o.now().getTime() - known.askedAtMs : -1
  // The name stands for the question, so what is kept under it is of the question's type.
  if (known && ageMs >= 0 && ageMs < forMs) return known.answer as Promise<T>
  if (memory.size >= MOST_ANSWERS) memory.clear()
  const asked = { answer: ask(), askedAtMs: o.now().getTime() }
  memory.set(name, asked)
  asked.answer.catch(() => {
    if (memory.get(name) === asked) memory.delete(name)
  })
  return asked.answer
}

/** What may be missing without harm: a failure of the host is written down, and the others go on without it. */
export async function optional<T, E>(
  o: Outbound,
  what: string,
  without: E,
  asked: Promise<T>,
): Promise<T | E> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    o.log.warn({ code: error.code }, `The form goes on without ${what}`)
    return without
  }
}
