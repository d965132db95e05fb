/** The parts of an address as the seeds' forms know them: `login@text.text2` or `login@text.text.text2` (R-ADDR-4). */
export type EmailPart = 'login' | 'domain' | 'ending'

/** What is wrong with an address by the plain grammar; the first that helps. */
export type EmailFault =
  /** Letters that may not stand in that part: each once, in the order in which they come. */
  | { readonly kind: 'characters'; readonly part: EmailPart; readonly characters: readonly string[] }
  /** Nothing stands there. */
  | { readonly kind: 'empty'; readonly part: EmailPart }
  /** Not one `@`, or not two or three names with dots between after it. */
  | { readonly kind: 'shape' }
  /** The last name has fewer than two letters. */
  | { readonly kind: 'ending-short' }
  /** Longer than an address can be. */
  | { readonly kind: 'too-long' }

const LONGEST = 254
const ALLOWED: Record<EmailPart, RegExp> = {
  login: /[A-Za-z0-9._-]/,
  domain: /[A-Za-z0-9-]/,
  ending: /[A-Za-z]/,
}

/**
 * R-ADDR-4, where a host's form takes plain addresses only. Login: Latin letters, digits, dot, underscore, hyphen; the names after
 * the `@`: Latin letters, digits, hyphen; the last one: Latin letters, at least two. `null`: it may be used.
 */
export function assessPlainEmail(address: string): EmailFault | null {
  if (address.length > LONGEST) return { kind: 'too-long' }
  const at = address.lastIndexOf('@')
  if (at === -1) return strange('login', address) ?? { kind: 'shape' }
  const login = address.slice(0, at)
  const names = address.slice(at + 1).split('.')
  const ending = names.length > 1 ? (names.pop() ?? '') : null
  // What cannot stand there at all is told first: it is what a person has to look for.
  const letters =
    strange('login', login) ??
    strange('domain', names.join('')) ??
    (ending === null ? null : strange('ending', ending))
  if (letters) return letters
  if (login === '') return { kind: 'empty', part: 'login' }
  if (ending === null || names.length > 2) return { kind: 'shape' }
  if (names.includes('')) return { kind: 'empty', part: 'domain' }
  return ending.length < 2 ? { kind: 'ending-short' } : null
}

function strange(part: EmailPart, text: string): EmailFault | null {
  // By code points, so that a letter beyond the first plane is told whole.
  const characters = [...new Set(text)].filter((character) => !ALLOWED[part].test(character))
  return characters.length > 0 ? { kind: 'characters', part, characters } : null
}
