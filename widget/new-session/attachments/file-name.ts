// Marks that turn the direction of letters: with them `gpj.exe` can be made to look like `exe.jpg`.
const TURNING = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g
const TAIL = 12

/** The name as it is shown: without marks that turn it around. */
export const plainName = (name: string): string => name.replaceAll(TURNING, '')

/** A long name is cut in its middle, so that its beginning and its ending stay readable: what may be cut, and what may not. */
export function nameInParts(name: string): readonly [head: string, tail: string] {
  const letters = [...plainName(name)]
  if (letters.length <= TAIL * 2) return [letters.join(''), '']
  return [letters.slice(0, -TAIL).join(''), letters.slice(-TAIL).join('')]
}
