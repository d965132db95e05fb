import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'

/**
 * Something that takes long to make and serves every file of a run: whoever asks first makes it, others wait until it is there.
 * @param make puts it into the folder that it is given; what it throws, everybody gets.
 * @returns the folder.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('runFolder'), name)
  const end = `${folder}.end`
  if (await isFirst(folder)) {
    const failure = await make(folder).then(() => '', String)
    // Whole or not there at all.
    await writeFile(`${end}.new`, failure)
    await rename(`${end}.new`, end)
  }
  const failure = await contentOnceThere(end)
  if (failure) throw new Error(`${name} could not be made: ${failure}`)
  return folder
}

/** Only one can make the folder. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

async function contentOnceThere(file: string): Promise<string> {
  for (;;) {
    try {
      return await readFile(file, 'utf8')
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error
      await pause(50)
    }
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
