import { path } from '../http-body.ts'
import { orNull, type Edna } from './api.ts'
import { WireThread } from './wire.ts'

/** One thread, read anew; `null` where there is none. */
export async function threadBy({ center, pages }: Edna, thread: number): Promise<WireThread | null> {
  const read = await orNull(() =>
    center.read({ method: 'GET', path: path('v1', 'threads', String(thread)), answer: WireThread }),
  )
  if (read) pages.note(read)
  return read
}

/** The same as far as nothing of it changes: whose it is, and on which channel. Read only when it was not read before. */
export async function threadNamed(
  edna: Edna,
  thread: number,
): Promise<Pick<WireThread, 'channel' | 'clientId' | 'clientExternalId'> | null> {
  return edna.pages.noted(thread) ?? (await threadBy(edna, thread))
}
