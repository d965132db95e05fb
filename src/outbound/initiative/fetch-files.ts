import type { Channel } from '../../domain/words.ts'
import type { OutgoingFile } from '../../hosts/port.ts'
import { fingerprint } from '../../journal/print.ts'
import { cleanFileName, ownerOfStep } from '../files.ts'
import type { Outbound } from '../types.ts'
import type { StepMessage } from '../step-types.ts'

const KEPT_MS = 7 * 24 * 3_600_000
/** What the files of one step may take where the channel sets no narrower limit. */
const MOST_BYTES = 100_000_000

/** The files of a message, ready to be sent; or why one of them is not. */
export type FetchedFiles =
  | { readonly kind: 'ready'; readonly files: readonly OutgoingFile[] }
  | { readonly kind: 'gone' | 'away' | 'too-large'; readonly name: string }

/**
 * Fetches what a process named by address, each file once however often it is asked for. Where the channel takes none, nothing is
 * fetched: the rules refuse the message by the names alone.
 */
export async function fetchFiles(
  o: Outbound,
  initiativeId: string,
  { attachments = [] }: StepMessage,
  channel: Channel,
): Promise<FetchedFiles> {
  const named = await Promise.all(
    attachments.map(async ({ url, name: given }) => {
      const name = cleanFileName(given) || 'file'
      return { id: (await fingerprint([initiativeId, url, name])).slice(0, 40), name, url }
    }),
  )
  if (named.length === 0 || !o.host.policy.channels[channel]?.attachments)
    return { kind: 'ready', files: named.map(({ id, name }) => ({ id, name, type: '', size: 0 })) }
  // Two replicas must not write down the pieces of one file.
  return o.journal.locked(`files of ${initiativeId}`, async (): Promise<FetchedFiles> => {
    const files: OutgoingFile[] = []
    for (const file of named) {
      const fetched = (await o.journal.attachments.get(file.id)) ?? (await fetchOne(o, initiativeId, file))
      if (typeof fetched === 'string') return { kind: fetched, name: file.name }
      const { id, name, type, size } = fetched
      files.push({ id, name, type, size })
    }
    return { kind: 'ready', files }
  })
}

async function fetchOne(
  o: Outbound,
  initiativeId: string,
  { id, name, url }: { readonly id: string; readonly name: string; readonly url: string },
): Promise<OutgoingFile | 'gone' | 'away' | 'too-large'> {
  const found = await (o.fetchFile?.(url) ?? { kind: 'gone' as const })
  if (found.kind !== 'found') return found.kind
  const until = new Date(o.now().getTime() + KEPT_MS)
  const file = { id, ownerId: ownerOfStep(initiativeId), name, type: found.type }
  // What a worker that died has left of it.
  await o.journal.attachments.drop(id, file.ownerId)
  try {
    return (await o.journal.attachments.put(file, found.bytes, until, MOST_BYTES)) ?? 'too-large'
  } catch (error) {
    if (error instanceof FileBrokeOff) return 'away'
    throw error
  }
}

/** The connection ended before the file was whole. */
export class FileBrokeOff extends Error {
  override readonly name = 'FileBrokeOff'
}
