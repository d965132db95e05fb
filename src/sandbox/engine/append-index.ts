/**
 * Finds items of a list by a key without walking through it. Right only for lists that grow at their end and whose items keep their
 * key, as those of the store do; a new list (after a reset) is indexed anew.
 */
export function appendIndex<T>(
  keyOf: (item: T) => string | null,
): (items: readonly T[], key: string) => readonly T[] {
  const known = new WeakMap<readonly T[], { seen: number; byKey: Map<string, T[]> }>()
  return (items, key) => {
    const index = known.get(items) ?? { seen: 0, byKey: new Map<string, T[]>() }
    known.set(items, index)
    for (const item of items.slice(index.seen)) {
      const own = keyOf(item)
      if (own === null) continue
      const group = index.byKey.get(own)
      if (group) group.push(item)
      else index.byKey.set(own, [item])
    }
    index.seen = items.length
    return index.byKey.get(key) ?? NOTHING
  }
}

const NOTHING: readonly never[] = []
