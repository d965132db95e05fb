import { setTimeout as pause } from 'node:timers/promises'
import { JournalUnavailable } from './journal.ts'

interface Options<Asked> {
  /** At most so many in one go. Default 200. */
  readonly most?: number
  /** Two calls of one key are never in one go. */
  readonly keyOf?: (asked: Asked) => string
  /** From one go to the next at least so long, where nobody is kept from work by waiting for it. Default: none. */
  readonly everyMs?: number
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  answer(answer: Answer): void
  fail(error: unknown): void
}

/**
 * Many callers, one statement and one commit: what is asked while the work is under way waits for it to end, and is then done all at
 * once. Whoever finds nobody at work is served at once, so that nobody waits for company. Each caller gets an answer of its own, and
 * gets it after the commit. Work for several that fails has done nothing, and is then done for each alone, so that nobody fails for
 * another's sake.
 *
 * @param work does it for all of them and gives their answers in the same order; all or nothing, and safe to run again.
 */
export function together<Asked, Answer>(
  work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  { most = 200, keyOf, everyMs = 0 }: Options<Asked> = {},
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  let underWay = false
  let called = false

  /** Whoever asks in the same turn comes along. */
  function callSoon(): void {
    if (called || waiting.length === 0 || underWay) return
    called = true
    setImmediate(() => {
      called = false
      void go(next())
    })
  }

  function next(): Waiting<Asked, Answer>[] {
    const keys = new Set<string>()
    const taken: Waiting<Asked, Answer>[] = []
    const left: Waiting<Asked, Answer>[] = []
    for (const one of waiting) {
      const key = keyOf?.(one.asked)
      const fits = taken.length < most && (key === undefined || !keys.has(key))
      if (fits && key !== undefined) keys.add(key)
      if (fits) taken.push(one)
      else left.push(one)
    }
    waiting = left
    return taken
  }

  async function go(taken: readonly Waiting<Asked, Answer>[]): Promise<void> {
    underWay = true
    const rest = everyMs > 0 ? pause(everyMs) : null
    await serve(work, taken)
    await rest
    underWay = false
    callSoon()
  }

  return (asked) =>
    new Promise((answer, fail) => {
      waiting.push({ asked, answer, fail })
      callSoon()
    })
}

async function serve<Asked, Answer>(
  work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  taken: readonly Waiting<Asked, Answer>[],
): Promise<void> {
  try {
    const answers = await work(taken.map(({ asked }) => asked))
    for (const [n, one] of taken.entries()) one.answer(answers[n] as Answer)
  } catch (error) {
    if (taken.length === 1 || error instanceof JournalUnavailable) for (const one of taken) one.fail(error)
    else await Promise.all(taken.map((one) => serve(work, [one])))
  }
}
