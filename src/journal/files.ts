import type { OutgoingFile } from '../hosts/port.ts'

/** A file that waits for its message, and whose it is. */
export interface KeptFile extends OutgoingFile {
  readonly ownerId: string
}

/** The files of messages, from their upload until nobody needs them. */
export interface Attachments {
  /**
   * Writes the bytes down as they come, and resolves with the whole file. What breaks off is not kept, nor is what would take its
   * owner's files over `mostBytes` together: then `null`. Files that come at once may pass it by a piece each.
   * @param until how long it stays when no message needs it.
   */
  put(
    file: Omit<KeptFile, 'size'>,
    bytes: AsyncIterable<Uint8Array>,
    until: Date,
    mostBytes?: number,
  ): Promise<KeptFile | null>
  /** `null` when it is not kept, or is still coming. */
  get(id: string): Promise<KeptFile | null>
  /** Its bytes piece by piece; none for a file that is not kept. */
  read(id: string): AsyncIterable<Uint8Array<ArrayBuffer>>
  /** It stays at least so long; false when it is not kept any more. */
  keep(id: string, until: Date): Promise<boolean>
  /** Forgets the owner's file, unless an unfinished operation needs it. */
  drop(id: string, ownerId: string): Promise<void>
}
