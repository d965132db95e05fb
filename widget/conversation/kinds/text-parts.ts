import { safeLink, shownAddress } from './safe-address.ts'

/** A piece of a text: words, or an address that leads somewhere. */
export interface TextPart {
  readonly text: string
  /** `null`: only words. */
  readonly href: string | null
}

// Every repetition has a limit, so that no text makes the search slow.
const ADDRESS = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"\p{Cc}\p{Cf}]{1,2048}`,
    String.raw`mailto:[^\s<>"\p{Cc}\p{Cf}]{3,320}`,
    String.raw`tel:\+?[\d().-]{5,32}`,
    String.raw`(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}`,
    String.raw`(?<![\w+])\+\d[\d ()\u00A0-]{8,20}\d(?!\d)`,
  ].join('|'),
  'giu',
)

/** What ends a sentence ends no address. */
const AFTER = /[.,;:!?'"’”»…*]$/u

/** The words and addresses of a text in their order; put together again they are the text. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const found of text.matchAll(ADDRESS)) {
    const written = trimmed(found[0])
    const href = safeLink(wholeAddress(written))
    if (href === null) continue
    if (found.index > from) parts.push({ text: text.slice(from, found.index), href: null })
    parts.push({ text: shownAddress(written, href), href })
    from = found.index + written.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null })
  return parts
}

function trimmed(address: string): string {
  let end = address.length
  for (;;) {
    const so = address.slice(0, end)
    const opens = so.split('(').length
    const closes = so.split(')').length
    if (!AFTER.test(so) && !(so.endsWith(')') && closes > opens)) return so
    end -= 1
  }
}

function wholeAddress(written: string): string {
  if (/^(?:https?|mailto|tel):/iu.test(written)) return written
  if (/^www\./iu.test(written)) return `https://${written}`
  return written.includes('@') ? `mailto:${written}` : `tel:${written.replaceAll(/[^\d+]/gu, '')}`
}

const EMOJI_ALONE = new RegExp(String.raw`^(?:\p{RGI_Emoji}\s*){1,3}$`, 'v')

/** One to three emoji and nothing else: they are shown large. */
export const isEmojiAlone = (text: string): boolean => text.length < 100 && EMOJI_ALONE.test(text.trim())
