import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './options.ts'

/**
 * Takes the data folder for this run: two sandboxes in one folder would write over each other's memory and stop each other's
 * database. A mark left by a run that died is ignored. Returns how to give the folder back.
 */
export async function takeFolder(dataDir: string): Promise<() => Promise<void>> {
  const mark = join(dataDir, 'running.pid')
  try {
    await mkdir(dataDir, { recursive: true })
    const pid = Number(await readFile(mark, 'utf8').catch(() => ''))
    if (pid > 0 && pid !== process.pid && lives(pid))
      throw new StartError(
        `Another sandbox (process ${pid}) uses the folder ${dataDir}. Stop it, or choose another folder with --data.`,
      )
    await writeFile(mark, String(process.pid))
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    throw new StartError(`The folder ${dataDir} cannot be written to. Choose another with --data.`, { cause })
  }
  return () => rm(mark, { force: true })
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
