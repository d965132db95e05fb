import { HostError } from '../hosts/errors.ts'
import type { Host } from '../hosts/port.ts'
import { shortMemory, type ShortMemory } from '../hosts/remember.ts'
import type { Outbound } from './types.ts'

const memories = new WeakMap<Host, ShortMemory<string, unknown>>()

/**
 * What the host tells seldom differently and forms ask often: asked once, and given to everybody for `forMs`.
 * @param name what is asked for, with everything on which the answer depends.
 */
export function kept<T>(o: Outbound, name: string, forMs: number, ask: () => Promise<T>): Promise<T> {
  const memory = memories.get(o.host) ?? shortMemory<string, unknown>(500)
  memories.set(o.host, memory)
  // The name stands for the question, so what is kept under it is of the question's type.
  return memory.recall(name, { freshForMs: forMs, now: () => o.now() }, ask) as Promise<T>
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
    o.log.warn({ code: error.code }, `It goes on without ${what}`)
    return without
  }
}
