import { unstorable } from './unstorable.ts'

/** The innermost field that holds more than half of a body as JSON; `null` where none does, or it is no JSON of ours. */
export function largestField(text: string): string | null {
  let inner = parsed(text)
  if (unstorable(inner, '') !== null) return null
  const path: string[] = []
  while (typeof inner === 'object' && inner !== null) {
    const large = Object.entries(inner).find(([, value]) => JSON.stringify(value).length > text.length / 2)
    if (!large) break
    path.push(large[0])
    inner = large[1]
  }
  return path.length === 0 ? null : path.join('.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
