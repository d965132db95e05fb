import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './options.ts'

const Keys = z.object({ workspaceSecret: z.string().min(32), contextKey: z.string().min(32) })
export type Keys = z.infer<typeof Keys>

/** The random secrets of this sandbox, kept in its folder where only its owner can read them. */
export async function keysIn(dataDir: string): Promise<Keys> {
  const path = join(dataDir, 'keys.json')
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw new StartError(`The secrets in ${path} cannot be read.`, { cause })
  })
  if (text === null) {
    const keys: Keys = { workspaceSecret: random(), contextKey: random() }
    await writeFile(path, JSON.stringify(keys), { mode: 0o600 })
    return keys
  }
  try {
    return Keys.parse(JSON.parse(text))
  } catch (cause) {
    throw new StartError(`The secrets in ${path} are damaged. Delete the file to have new ones made.`, {
      cause,
    })
  }
}

const random = (): string => randomBytes(32).toString('base64url')
