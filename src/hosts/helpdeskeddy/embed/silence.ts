/** How long the app may take until it is called silent: a slow network is no trouble. */
const WITHIN_MS = 10_000
/** The app speaks before its page is loaded. What is loaded and says nothing is the browser's own page about a failure. */
const AFTER_LOAD_MS = 1500

export interface Silence {
  /** The app has spoken. */
  end(): void
  /** Waits anew, for a frame that is loaded anew. */
  begin(): void
}

/** Watches over a frame that nobody tells of its failure: `silent` is called when nothing was heard from it in its time. */
export function watchSilence(frame: HTMLIFrameElement, silent: () => void): Silence {
  const wait = { timer: 0, over: false }
  const within = (ms: number): void => {
    window.clearTimeout(wait.timer)
    if (!wait.over) wait.timer = window.setTimeout(silent, ms)
  }
  frame.addEventListener('load', () => within(AFTER_LOAD_MS))
  return {
    end() {
      wait.over = true
      window.clearTimeout(wait.timer)
    },
    begin() {
      wait.over = false
      within(WITHIN_MS)
    },
  }
}
