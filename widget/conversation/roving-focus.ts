/**
 * One tab stop for a whole list: arrows, Home and End move inside it (WAI-ARIA, roving tabindex). Items carry `data-stop`; the
 * first or last is the stop until another was visited.
 */
export function roveFocus(event: KeyboardEvent, box: HTMLElement): void {
  const stops = [...box.querySelectorAll<HTMLElement>('[data-stop]')]
  const at = stops.findIndex((stop) => stop === event.target)
  if (at < 0) return
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: stops.length - 1 }[event.key]
  const next = to === undefined ? undefined : stops[to]
  if (!next) return
  event.preventDefault()
  for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1
  next.focus()
}
