import type { Range, VirtualItem } from '@tanstack/vue-virtual'

/** A row that is drawn. `gapPx`: the height of the rows above it that are not. */
export interface Row<T> {
  readonly item: T
  readonly index: number
  readonly gapPx: number
}

/** What is drawn, top to bottom. */
export interface DrawnRows<T> {
  readonly shown: readonly Row<T>[]
  /** The height of what is left out below. */
  readonly belowPx: number
  /** The height of all rows. Without it a browser that looks in the middle of a change finds a short list, and scrolls to its top. */
  readonly totalPx: number
}

interface Keyed {
  readonly key: string
}

export const keyOf = (item: Keyed | undefined): string | null => item?.key ?? null
export const indexOf = (items: readonly Keyed[], key: string): number =>
  items.findIndex((one) => one.key === key)
export const rowAt = (list: HTMLElement, index: number): HTMLElement | null =>
  list.querySelector(`:scope > [data-index="${index}"]`)

/** The heights of the rows that stand in the list already, and how high those above the first of them will be, about. */
export function drawnRows<T extends Keyed>(
  list: HTMLElement,
  items: readonly T[],
  estimatePx: (item: T) => number,
): { readonly cache: VirtualItem[]; readonly abovePx: number } {
  const cache: VirtualItem[] = []
  for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-index]')) {
    const index = Number(row.dataset['index'])
    const item = items[index]
    const size = row.getBoundingClientRect().height
    if (item) cache.push({ key: item.key, index, size, start: 0, end: size, lane: 0 })
  }
  const above = items.slice(0, cache[0]?.index ?? 0)
  return { cache, abovePx: above.reduce((sum, item) => sum + estimatePx(item), 0) }
}

/** How far rows that are seen have moved, in pixels; one that has gone elsewhere by itself says nothing of the others. */
export function shiftOf(
  seen: readonly VirtualItem[],
  items: readonly Keyed[],
  now: readonly VirtualItem[],
  topPx: number,
): number {
  const shifts = seen.flatMap((row) => {
    const there = row.end > topPx ? now[indexOf(items, String(row.key))] : undefined
    return there ? [there.start - row.start] : []
  })
  return shifts.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0
}

/** Forgets rows that have left the list; only once they are more than those that are left, since this goes through all of them. */
export function forgetLeft(sizes: Map<unknown, number>, items: readonly Keyed[]): void {
  if (sizes.size <= 2 * items.length) return
  const left = new Set<unknown>(items.map(({ key }) => key))
  for (const key of sizes.keys()) if (!left.has(key)) sizes.delete(key)
}

/** Which rows are drawn: those that are seen, some beyond, and one that is kept wherever it is (`-1`: none). */
export function drawnIndexes(range: Range, kept: number): number[] {
  const from = Math.max(0, range.startIndex - range.overscan)
  const to = Math.min(range.count - 1, range.endIndex + range.overscan)
  const drawn = Array.from({ length: to - from + 1 }, (_, n) => from + n)
  if (kept < 0 || (kept >= from && kept <= to)) return drawn
  return kept < from ? [kept, ...drawn] : [...drawn, kept]
}
