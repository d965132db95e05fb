import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StoreSchema } from './schema.ts'
import type { Store } from './types.ts'

const FILE = 'sandbox.json'
const QUIET_MS = 200
// Of the time, writing may take a twentieth at most, however large the store has grown.
const REST_FACTOR = 20
// A log of requests is for looking at; what is older than this does not survive a restart.
const REQUESTS_KEPT = 500

/** Where the store outlives the run. */
export interface Persistence {
  /** Writes soon; many calls in a row make one write. */
  soon(store: Store): void
  /** Resolves when everything asked for is on the disk. Throws when the disk refused. */
  flush(): Promise<void>
}

/** The store of an earlier run, or `null`. Throws a sentence that names the file and the field when it cannot be understood. */
export async function loadStore(dataDir: string): Promise<Store | null> {
  const path = join(dataDir, FILE)
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw new Error(`The sandbox's memory ${path} cannot be read.`, { cause })
  })
  if (text === null) return null
  try {
    return StoreSchema.parse(JSON.parse(text))
  } catch (cause) {
    const where =
      cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join('.')}: ${cause.issues[0]?.message})` : ''
    throw new Error(`The sandbox's memory ${path} is damaged${where}. Delete it to start from the seed.`, {
      cause,
    })
  }
}

/** Keeps the store in a file of the folder: written beside and renamed, so that a crash leaves the old or the new one. */
export function persistTo(dataDir: string): Persistence {
  let waiting: Store | null = null
  let timer: NodeJS.Timeout | undefined
  let tookMs = 0
  let writing: Promise<void> = Promise.resolve()

  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    const store = waiting
    if (!store) return
    waiting = null
    const began = performance.now()
    const text = JSON.stringify({ ...store, requests: store.requests.slice(-REQUESTS_KEPT) })
    tookMs = performance.now() - began
    writing = writing.then(() => replaceFile(dataDir, text))
    // The failure belongs to whoever flushes; without this a full disk would end the whole sandbox.
    writing.catch(() => undefined)
  }

  return {
    soon(store) {
      waiting = store
      timer ??= setTimeout(write, Math.max(QUIET_MS, tookMs * REST_FACTOR))
    },
    async flush() {
      write()
      await writing
    },
  }
}

async function replaceFile(dataDir: string, text: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, FILE)
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}
