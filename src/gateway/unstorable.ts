/**
 * Where a value has what no text of ours may hold: a NUL character, or nesting deeper than any body of ours, refused before
 * anything recurses into it. The path of the first, `null` when there is none.
 */
export function unstorable(value: unknown, path: string, depth = 0): string | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null
  if (typeof value !== 'object' || value === null) return null
  if (depth > 20) return path
  for (const [key, inner] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`
    const found = unstorable(key, place) ?? unstorable(inner, place, depth + 1)
    if (found !== null) return found
  }
  return null
}
