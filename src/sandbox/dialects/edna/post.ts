import { setTimeout as delay } from 'node:timers/promises'

const TRY_MS = 5000

/** Tries until the other side accepts or refuses for good; never throws. @param triesAfterMs the pause before each try. */
export async function post(
  url: string,
  body: string,
  triesAfterMs: readonly number[],
  stopped: AbortSignal,
): Promise<void> {
  for (const waitMs of triesAfterMs) {
    try {
      await delay(waitMs, undefined, { signal: stopped })
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([stopped, AbortSignal.timeout(TRY_MS)]),
      })
      if (status < 500 && status !== 429) return
    } catch {
      if (stopped.aborted) return
    }
  }
}

/** Is somebody there who answers HEAD with 200 (facts, 5.1)? Never throws. */
export async function answersHead(url: string, stopped: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(TRY_MS)])
    return (await fetch(url, { method: 'HEAD', signal })).status === 200
  } catch {
    return false
  }
}
