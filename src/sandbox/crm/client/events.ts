/** Everything the engine can tell that a page may want to look at again. */
const KINDS = [
  'session-opened',
  'session-changed',
  'session-closed',
  'message',
  'status',
  'account',
  'clock',
  'reset',
]

/** Calls back soon after something happened in the sandbox; many events in a row are one call. Also after a broken line. */
export function whenSandboxMoves(look: () => void): void {
  const source = new EventSource('/_sandbox/events')
  let waiting = 0
  const soon = () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(look, 60)
  }
  for (const kind of [...KINDS, 'hello']) source.addEventListener(kind, soon)
  addEventListener('pagehide', () => source.close())
}
