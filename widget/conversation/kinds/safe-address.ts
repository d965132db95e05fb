/** Schemes that only lead somewhere; any other could run something. */
const LEADS = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const SHOWN = new Set(['http:', 'https:'])

// Marks that cannot be seen: with them an address can be made to look like another one.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function parsed(address: string | null | undefined, schemes: ReadonlySet<string>): string | null {
  if (!address || UNSEEN.test(address)) return null
  const url = URL.parse(address)
  // In `https://bank.example@evil.example` the eye takes the user's name for the host.
  if (!url || !schemes.has(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href
}

/** Where a link may lead, as the browser writes it; `null`: nowhere. */
export const safeLink = (address: string | null | undefined): string | null => parsed(address, LEADS)

/** What may be shown or played from; `null`: nothing. */
export const safeSource = (address: string | null | undefined): string | null => parsed(address, SHOWN)

/**
 * An address as it is shown. A host whose letters could be taken for others is written as the network knows it (`xn--…`): one that
 * mixes alphabets in a word, or writes the words before a Latin ending in another alphabet.
 */
export function shownAddress(written: string, href: string): string {
  const host = /^(?:https?:\/\/|www\.)?([^/?#:]+)/iu.exec(written)?.[1] ?? ''
  return isPlainHost(host) ? written : href
}

function isPlainHost(host: string): boolean {
  if (/^[\p{ASCII}\u00C0-\u024F]*$/u.test(host)) return true
  const words = host.split('.')
  const last = words.at(-1) ?? ''
  return (
    /\P{ASCII}/u.test(last) &&
    words.every((word) => /^[\p{Script=Cyrillic}\d-]+$/u.test(word) || /^[\p{Script=Han}\d-]+$/u.test(word))
  )
}
