const PAGE = 8

/**
 * Where the arrows and page keys lead in a list of options that is moved through from a search field (WAI-ARIA, combobox); `null`:
 * the key is for something else. `active: -1`: none is marked yet.
 */
export function optionAfter(key: string, active: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return active <= 0 ? count - 1 : active - 1
  if (key === 'PageDown') return Math.min(active + PAGE, count - 1)
  if (key === 'PageUp') return Math.max(active - PAGE, 0)
  return null
}

/** Enter by itself picks; with Ctrl or Cmd it sends the form. */
export function picks({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && !ctrlKey && !metaKey && !isComposing
}
