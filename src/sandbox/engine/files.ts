import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileUrl } from './file-url.ts'
import { find } from './look-up.ts'
import { seedBytes } from './seed/seed-files.ts'
import type { Attachment } from './types.ts'
import { newId, type World } from './world.ts'

/** What lies in memory at most; what is older stays on the disk, where there is one, and is lost elsewhere. */
const MEMORY_BYTES = 256 * 1024 * 1024

export interface NewFile {
  readonly name: string
  /** MIME type; absent: nobody said. */
  readonly type?: string | null
  readonly bytes: Uint8Array
}

export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** The bytes of files: beside the store, not in it, because the store is read as a whole. */
export interface Bytes {
  put(id: string, bytes: Uint8Array): void
  get(id: string): Promise<Uint8Array | null>
  /** Forgets all. */
  clear(): void
  /** Resolves when all are on the disk. */
  flush(): Promise<void>
}

/** @param dataDir where the bytes outlive the run; `null`: in memory. */
export function keepBytes(dataDir: string | null): Bytes {
  const known = new Map<string, Uint8Array>()
  const folder = dataDir === null ? null : join(dataDir, 'files')
  let size = 0
  let writing: Promise<unknown> = Promise.resolve()
  const afterwards = (does: () => Promise<unknown>): void => {
    writing = writing.then(does)
    // The failure belongs to whoever flushes.
    writing.catch(() => undefined)
  }
  return {
    put(id, bytes) {
      known.set(id, bytes)
      size += bytes.byteLength
      for (const [oldest, { byteLength }] of known) {
        if (size <= MEMORY_BYTES || oldest === id) break
        known.delete(oldest)
        size -= byteLength
      }
      if (folder !== null)
        afterwards(async () => {
          await mkdir(folder, { recursive: true })
          await writeFile(join(folder, id), bytes)
        })
    },
    async get(id) {
      const bytes = known.get(id)
      if (bytes || folder === null) return bytes ?? null
      await writing
      return readFile(join(folder, id)).catch(() => null)
    },
    clear() {
      known.clear()
      size = 0
      if (folder !== null) afterwards(() => rm(folder, { recursive: true, force: true }))
    },
    flush: async () => {
      await writing
    },
  }
}

/** Keeps a file, to go with a message. Its `id` is the part of the address after `/files/`. */
export function keepFile(
  world: World,
  { name, type, bytes }: NewFile,
): Attachment & { readonly id: string; readonly size: number; readonly type: string } {
  const file = {
    id: newId('f'),
    name,
    type: type || 'application/octet-stream',
    size: bytes.byteLength,
  }
  world.store.files.push(file)
  world.bytes.put(file.id, bytes)
  world.changed()
  return { ...file, url: fileUrl(file.id, name) }
}

/** A kept file as it goes with a message; `null` when there is none. */
export function keptFile({ store }: World, id: string): Attachment | null {
  const file = find(store.files, id)
  return file ? { name: file.name, type: file.type, size: file.size, url: fileUrl(id, file.name) } : null
}

/** A kept file with its bytes; `null` when there is none, or none any more. */
export async function readFileOf(world: World, id: string): Promise<KeptFile | null> {
  const file = find(world.store.files, id)
  const bytes = file ? ((await world.bytes.get(id)) ?? seedBytes(id)) : null
  return file && bytes ? { name: file.name, type: file.type, bytes } : null
}
