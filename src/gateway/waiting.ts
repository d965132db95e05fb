/** Waits so long, or until it is called off; never rejects, and leaves nothing behind. */
export function wait(ms: number, calledOff?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (calledOff?.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      calledOff?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    calledOff?.addEventListener('abort', end)
  })
}
