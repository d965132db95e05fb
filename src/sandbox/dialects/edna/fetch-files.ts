import type { Attachment, Engine, Message } from '../../engine/index.ts'
import { Refusal } from './answers.ts'

const FETCH_MS = 5000
const MB = 1024 * 1024
/** What letters may bring (S18, S24); the other channels have no limits that the vendor names. */
const LETTER = { formats: /\.(jpe?g|png|pdf|docx?|rtf|bmp)$/i, bytes: 30 * MB }

/** As it is sent (facts, 2.4). */
export interface SentFile {
  readonly url: string
  readonly name?: string | null | undefined
  readonly type?: string | null | undefined
  readonly size?: number | null | undefined
}

interface Fetched {
  readonly attachments: readonly Attachment[]
  /** Why the message fails: one of its files could not be fetched. */
  readonly refusedBy: Message['failure']
}

/** The stand fetches every file from its address, for there is no upload. How it says that one is not there is inferred (facts, 3.7). */
export async function fetched(
  engine: Engine,
  files: readonly SentFile[],
  isLetter: boolean,
): Promise<Fetched> {
  const found = await Promise.all(files.map((file) => fetchOne(engine, file)))
  if (isLetter) mayGoWithLetter(found)
  const attachments = found.map(({ kept: _kept, ...file }) => file)
  return { attachments, refusedBy: found.every(({ kept }) => kept) ? null : NOT_FOUND }
}

const NOT_FOUND = { code: 'error-not-found', text: 'A file could not be fetched from its address.' }

async function fetchOne(
  engine: Engine,
  { url, name, type, size }: SentFile,
): Promise<Attachment & { kept: boolean }> {
  const known = {
    name: name ?? decodeURIComponent(url.split('/').at(-1) ?? ''),
    type: type ?? null,
    size: size ?? null,
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) })
    if (!response.ok) return { ...known, url, kept: false }
    const bytes = new Uint8Array(await response.arrayBuffer())
    return {
      ...engine.keepFile({ name: known.name, type: type ?? response.headers.get('content-type'), bytes }),
      kept: true,
    }
  } catch {
    return { ...known, url, kept: false }
  }
}

function mayGoWithLetter(files: readonly Attachment[]): void {
  const total = files.reduce((sum, { size }) => sum + (size ?? 0), 0)
  if (total > LETTER.bytes || files.some(({ name }) => !LETTER.formats.test(name)))
    throw new Refusal(400, 'Bad Request', 'A file is too large, or of a format that letters do not take.')
}
