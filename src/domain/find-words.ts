/** Where in a text something stands: from and behind, in code units. */
export type Range = [start: number, end: number]

/** A text as it is compared, and from which code unit of the text each of its own comes; one more at the end. */
interface Folded {
  readonly text: string
  readonly from: readonly number[]
}

// A letter with what belongs to it: accents that are written as characters of their own, and marks that cannot be seen.
const LETTER = /\P{M}[\p{M}\p{Cf}]*/gu
/** Alphabets in which people leave accents out; in others a mark makes another letter, as the breve makes й of и. */
const ACCENTED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}е]/iu
const ACCENTS = /[\p{M}\p{Cf}]/gu
const UNSEEN = /\p{Cf}/gu

/**
 * Where the words stand in the text, whatever their case and accents, however these are encoded; in Russian ё and е are one letter, as
 * people write it, and й is none with и. Blanks between words may be any. Never empty words.
 */
export function findWords(text: string, words: string): Range[] {
  const pattern = folded(words.trim())
    .text.split(/\s+/u)
    .map((word) => word.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`))
    .join(String.raw`\s+`)
  if (pattern === '') return []
  const whole = folded(text)
  return [...whole.text.matchAll(new RegExp(pattern, 'gu'))].map(({ 0: found, index }) => [
    whole.from[index] ?? 0,
    whole.from[index + found.length] ?? text.length,
  ])
}

function folded(text: string): Folded {
  let plain = ''
  const from: number[] = []
  for (const { 0: letter, index } of text.matchAll(LETTER)) {
    const bare = ACCENTED.test(letter.normalize('NFD'))
      ? letter.normalize('NFD').replaceAll(ACCENTS, '')
      : letter.normalize('NFC').replaceAll(UNSEEN, '')
    const lower = bare.toLowerCase()
    plain += lower
    for (let unit = 0; unit < lower.length; unit += 1) from.push(index)
  }
  return { text: plain, from: [...from, text.length] }
}
