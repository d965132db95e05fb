import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Something that takes long to make and serves every file of a run: whoever asks first makes it, others wait until it is there.
 * @param make puts it into the folder that it is given; what it throws, everybody gets.
 * @returns the folder.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(await (ofThisProgram ??= runFolder()), name)
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

let ofThisProgram: Promise<string> | null = null

/** A program outside the test runner, as a benchmark is, is a run of its own. */
async function runFolder(): Promise<string> {
  if (process.env['VITEST']) return (await import('vitest')).inject('runFolder')
  const folder = await mkdtemp(join(tmpdir(), 'firstline-run-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
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
