import { AsyncLocalStorage } from 'node:async_hooks'
import { newLook, type Look } from '../hosts/look.ts'

interface Looking {
  readonly look: Look
  over: boolean
}

const looking = new AsyncLocalStorage<Looking>()

/** What the work reads of a host it reads once, until the work is done; for work that only reads. */
export async function inOneLook<T>(work: () => Promise<T>): Promise<T> {
  const begun: Looking = { look: newLook(), over: false }
  try {
    return await looking.run(begun, work)
  } finally {
    // Whatever the work has left running looks for itself.
    begun.over = true
  }
}

/** The look to which the running work belongs, if any. */
export function currentLook(): Look | null {
  const current = looking.getStore()
  return current === undefined || current.over ? null : current.look
}
