/** Where in a text something stands: from and behind, in code units. */
export type Range = [start: number, end: number]

/**
 * Where the words stand in the text, whatever their case; in Russian ё and е are one letter, as people write it. Blanks between words
 * may be any. Never empty words.
 */
export function findWords(text: string, words: string): Range[] {
  const pattern = words
    .trim()
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[$()*+./?[\\\]^{|}-]/gu, String.raw`\$&`).replaceAll(/[её]/giu, '[её]'))
    .join(String.raw`\s+`)
  if (pattern === '') return []
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ 0: found, index }) => [
    index,
    index + found.length,
  ])
}
