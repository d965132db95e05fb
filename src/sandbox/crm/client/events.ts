/** Everything the engine can tell that a page may want to look at again; `hello` comes with every new line. */
const KINDS = [
  'hello',
  'session-opened',
  'session-changed',
  'session-closed',
  'message',
  'status',
  'account',
  'clock',
  'reset',
]

// Browsers open few lines to one address, so the parts of a page share one.
let source: EventSource | null = null

/** Calls back soon after something happened in the sandbox; many events in a row are one call. Also after a broken line. */
export function whenSandboxMoves(look: () => void): void {
  source ??= new EventSource('/_sandbox/events')
  let waiting = 0
  const soon = () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(look, 60)
  }
  for (const kind of KINDS) source.addEventListener(kind, soon)
}
