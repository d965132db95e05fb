import type { EarlyEnd } from '../outbound/index.ts'

/** Waits so long, or until it is called off; never rejects, and leaves nothing behind. */
export function wait(ms: number, calledOff?: EarlyEnd): Promise<void> {
  return new Promise((resolve) => {
    if (calledOff?.came) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      calledOff?.tell(null)
      resolve()
    }
    const timer = setTimeout(end, ms)
    calledOff?.tell(end)
  })
}
