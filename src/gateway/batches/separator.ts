/** What may stand between cells. */
export const SEPARATORS = [',', ';', '\t'] as const
export type Separator = (typeof SEPARATORS)[number]

/** The separator that a first line has most often outside quotes; a comma when it has none. */
export function separatorOf(line: string): Separator {
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counts = SEPARATORS.map((separator) => bare.split(separator).length - 1)
  const most = Math.max(...counts)
  return (most > 0 && SEPARATORS[counts.indexOf(most)]) || ','
}

/** `sep=;` as spreadsheets write it above the header; `null`: it is no such line. */
export function toldSeparator(line: string): Separator | null {
  const told = /^\s*"?sep=(.)"?\s*$/i.exec(line)?.[1]
  return SEPARATORS.find((separator) => separator === told) ?? null
}

/** Where the first line ends: after its line break, breaks inside quotes not counted; `null`: it goes on. */
export function firstLineEnd(bytes: Uint8Array): number | null {
  let quoted = false
  for (const [index, byte] of bytes.entries()) {
    if (byte === 0x22) quoted = !quoted
    else if (!quoted && byte === 0x0a) return index + 1
    else if (!quoted && byte === 0x0d && index + 1 < bytes.length)
      return bytes[index + 1] === 0x0a ? index + 2 : index + 1
  }
  return null
}
