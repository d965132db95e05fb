/**
 * Ends a wait before its time. An AbortSignal would do the same at ten times the costs, and every message has two waits that end early.
 * One waits on it at a time.
 */
export class EarlyEnd {
  #waiting: (() => void) | null = null
  #came = false

  /** It has ended: nobody needs to begin to wait. */
  get came(): boolean {
    return this.#came
  }

  end(): void {
    this.#came = true
    this.#waiting?.()
  }

  /** Who is to be told; `null`: nobody waits any more. */
  tell(waiting: (() => void) | null): void {
    this.#waiting = waiting
  }
}
