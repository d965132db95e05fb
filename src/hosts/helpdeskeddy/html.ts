/** Texts of posts are HTML (V1); ours are plain. */
export function toHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<p>${safe.replaceAll(/\r\n|\r|\n/g, '<br>')}</p>`
}

/** Is there nothing in it but paragraphs and line breaks, so that its words are all that there is to see? */
export function isPlain(html: string): boolean {
  return !/<(?!\/?(?:p|br|div)\s*\/?>)[a-z!/]/i.test(html)
}

/** What a person would read. Markup is dropped, never interpreted. */
export function toText(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<\/t[dh]\s*>\s*(?=<t[dh]\b)/gi, '\t')
    .replaceAll(/<br\s*\/?>\r?\n?/gi, '\n')
    .replaceAll(/<\/(p|div|li|tr|h[1-6])\s*>\s*(?=\S)(?!<\/|$)/gi, '\n')
    .replaceAll(/<\/?[a-z!][^>]*>/gi, '')
    .replaceAll(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, decoded)
}

const ENTITY: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
}

function decoded(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITY[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
}
