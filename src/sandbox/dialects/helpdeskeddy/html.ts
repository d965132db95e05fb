const ENTITY: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

/** What a messenger shows of a post: the sandbox's way, since the vendor documents none (facts, 5.2). */
export function flattened(html: string): string {
  const lines = html
    .replaceAll(/\r?\n/g, '\n')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<\/p>\s*<p[^>]*>/gi, '\n')
  return lines.replaceAll(/<\/?[a-z][^>]*>/gi, '').replaceAll(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, decoded)
}

function decoded(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITY[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
}

/** Texts of posts are HTML, whoever wrote them (facts, 2.3). */
export function asHtml(text: string): string {
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return `<p>${safe.replaceAll('\n', '<br>')}</p>`
}
