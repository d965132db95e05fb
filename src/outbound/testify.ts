import { JournalUnavailable, type Testimony } from '../journal/journal.ts'
import type { Hand } from './hand.ts'
import { QUIET_MS } from './settle.ts'
import type { Outbound } from './types.ts'

const AGAIN_AFTER_MS = 2000

/**
 * Tells the journal what became of the last attempt, when the lease may be lost: nobody else can know it. While the database is
 * away it is told in the background, as long as that is of use: afterwards recovery concludes from silence.
 */
export async function testify(o: Outbound, hand: Hand, n: number, testimony: Testimony): Promise<void> {
  const { id } = hand.operation
  // Whatever was in our hands is given up with this, so that whoever takes it next goes on from what is true.
  hand.letGo()
  const tell = () => o.journal.operations.testify(id, { sender: hand.owner, n }, testimony, o.now())
  try {
    await tell()
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error
    void tellLater(o, tell).catch((cause: unknown) =>
      o.log.warn(
        { operationId: id, error: cause instanceof Error ? cause.name : 'unknown' },
        'What became of a send could not be written down',
      ),
    )
  }
}

async function tellLater(o: Outbound, tell: () => Promise<boolean>): Promise<void> {
  const untilMs = o.now().getTime() + QUIET_MS
  for (;;) {
    await o.wait(AGAIN_AFTER_MS)
    try {
      await tell()
      return
    } catch (error) {
      if (!(error instanceof JournalUnavailable) || o.now().getTime() > untilMs) throw error
    }
  }
}
