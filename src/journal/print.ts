/**
 * SHA-256 over JSON with its keys in order: equal contents have equal prints, however they were written.
 * @param digest SHA-256 of a text in hex, where the platform has one that is quicker than that of the web. Default: that of the web.
 */
export async function fingerprint(
  value: unknown,
  digest: (text: string) => string | Promise<string> = digestOfWeb,
): Promise<string> {
  return digest(canonical(value))
}

async function digestOfWeb(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
