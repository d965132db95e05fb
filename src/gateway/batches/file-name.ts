import { BatchNameSchema } from './order.ts'

/**
 * The name of a file in a `Content-Disposition` (RFC 6266), without its folder; the one with an encoding counts more. `null` where
 * there is none that can be shown: a name is never worth a refusal.
 */
export function fileNameIn(header: string | undefined): string | null {
  if (header === undefined) return null
  const named = extended(header) ?? plain(header)
  const checked = BatchNameSchema.safeParse(named?.split(/[\\/]/).at(-1))
  return checked.success ? checked.data : null
}

/** `filename*=UTF-8''%D0%B2.csv` */
function extended(header: string): string | null {
  const [, written] = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header) ?? []
  if (written === undefined) return null
  try {
    return decodeURIComponent(written)
  } catch {
    return null
  }
}

/** `filename="people.csv"`; programs send UTF-8 here too, which arrives as one letter for each byte. */
function plain(header: string): string | null {
  const found = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header)
  const written = found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? found?.[2]
  if (written === undefined) return null
  const bytes = Uint8Array.from(written, (letter) => letter.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return written
  }
}
