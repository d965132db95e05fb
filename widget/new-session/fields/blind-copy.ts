/**
 * The addresses in what a person typed or pasted (R-MAIL-1): separated by commas, semicolons, blanks or new lines, in their order,
 * each once (letters' addresses ignore case). Of `Pavel Serov <p.serov@example.com>` only the address is taken.
 */
export function splitAddresses(typed: string): string[] {
  const found = typed
    .replaceAll(/"[^"]*"(?=\s*<)/g, '')
    .split(/[,;\n\r]+/)
    .flatMap((part) => /<([^<>\s]*)>\s*$/.exec(part)?.[1] ?? part.split(/\s+/))
    .filter((address) => address !== '')
  const first = new Map<string, string>()
  for (const address of found)
    if (!first.has(address.toLowerCase())) first.set(address.toLowerCase(), address)
  return [...first.values()]
}
