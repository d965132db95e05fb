import { FileBrokeOff, type FetchedFile } from '../outbound/index.ts'
import type { Outside } from './outside.ts'

const TIMEOUT_MS = 60_000
const TYPE = /^[\w.+-]+\/[\w.+-]+$/

/** Fetches the files that processes name by address, from nowhere but where callers may send us (`Outside`). */
export function fileFetcher({ fetch }: Pick<Outside, 'fetch'>): (url: string) => Promise<FetchedFile> {
  return async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null)
    if (!response) return { kind: 'away' }
    if (!response.ok || !response.body) {
      await response.body?.cancel()
      return { kind: response.status >= 500 || response.status === 429 ? 'away' : 'gone' }
    }
    const [told = ''] = (response.headers.get('content-type') ?? '').split(';')
    const type = TYPE.test(told.trim()) ? told.trim().toLowerCase() : 'application/octet-stream'
    return { kind: 'found', type, bytes: whole(response.body) }
  }
}

async function* whole(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    throw new FileBrokeOff('A file broke off while it was fetched.', { cause })
  }
}
