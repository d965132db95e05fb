import { HostError } from '../hosts/errors.ts'
import { NO_FILES } from '../hosts/no-files.ts'
import type { Files } from '../hosts/port.ts'
import type { Attachments } from '../journal/files.ts'
import { JournalUnavailable } from '../journal/journal.ts'

/** How long a host may take to fetch a file by its address: a weekend, and a day to notice. */
const LINK_MS = 3 * 24 * 3600 * 1000

export interface AttachedFilesOptions {
  /** Asked for when it is needed: hosts are connected before the database is. */
  attachments(): Attachments
  /** The whole address of a file that may be fetched until then. */
  address(file: { readonly id: string; readonly name: string }, until: Date): string
  now(): Date
}

/** The uploaded files of one workspace, as its adapter reads them. */
export function attachedFiles({ attachments, address, now }: AttachedFilesOptions): Files {
  return {
    read: (id) =>
      available(async () => {
        const file = await attachments().get(id)
        if (!file) return NO_FILES.read(id)
        const bytes = new Uint8Array(file.size)
        let at = 0
        for await (const piece of attachments().read(id)) {
          if (at + piece.byteLength > file.size) break
          bytes.set(piece, at)
          at += piece.byteLength
        }
        // It went while it was read.
        return at === file.size ? bytes : NO_FILES.read(id)
      }),
    link: (file) =>
      available(async () => {
        const until = new Date(now().getTime() + LINK_MS)
        return (await attachments().keep(file.id, until)) ? address(file, until) : NO_FILES.link(file)
      }),
  }
}

/** Nothing has left yet, so the send can be tried again. @throws HostError and nothing else. */
async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof JournalUnavailable)) throw cause
    throw new HostError('The attached file cannot be read at the moment.', {
      kind: 'later',
      code: 'host-unreachable',
      happened: 'no',
      cause,
    })
  }
}
