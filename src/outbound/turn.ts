import type { Operation } from '../journal/operation.ts'
import type { Outbound } from './types.ts'

/** A place in the order in which a session is answered. */
export interface Turn {
  /** The next one may go: the host has this one, or it will not leave. May be said twice. */
  over(): void
}

const NOBODY_WAITS: Turn = { over: () => undefined }

/**
 * Waits until whatever was written in the same session before has been given to the host: a customer reads answers in the order in
 * which they were written, though the host was slow with the first or had to be asked again. Only operators' answers stand in turn:
 * processes and batches write one message at a time. @throws JournalUnavailable.
 */
export async function turnOf(o: Outbound, { intent }: Operation): Promise<Turn> {
  if (intent.kind !== 'reply' || intent.aim.by !== 'session') return NOBODY_WAITS
  const over = Promise.withResolvers<void>()
  const mine = Promise.withResolvers<void>()
  o.journal
    .locked(`answers:${intent.aim.sessionId}`, () => {
      mine.resolve()
      return over.promise
    })
    // Whoever has had the turn already minds no more that the lock was lost.
    .catch(mine.reject)
  await mine.promise
  return { over: over.resolve }
}
