import { readFile } from 'node:fs/promises'
import type { Log } from '../hosts/log.ts'

const LOOK_EVERY_MS = 1000

/** Which server is watched, and how it is started where it was. */
export interface Watched {
  /** The file in which a running server keeps its process id, on its first line. */
  readonly pidFile: string
  start(): Promise<void>
  readonly log: Log
}

/**
 * Starts the server again whenever it is gone: killed by the system for its memory, by hand, or stopped by another gateway that shares
 * the cluster. What it had committed is there; nobody else would start it.
 * @returns which ends the watch, and resolves when no start is under way any more.
 */
export function watchServer({ pidFile, start, log }: Watched): () => Promise<void> {
  let under: Promise<void> | null = null
  let goneBefore = false
  const look = async (): Promise<void> => {
    // Seen twice: whoever stops it still looks at the file that tells.
    const gone = !(await runs(pidFile))
    const sure = gone && goneBefore
    goneBefore = gone
    if (!sure) return
    try {
      await start()
      log.warn({}, 'The embedded PostgreSQL was gone and was started again')
    } catch (error) {
      // What its death has left may still be ending, or another gateway was quicker: the next look sees.
      const name = error instanceof Error ? error.name : 'unknown'
      log.warn({ error: name }, 'The embedded PostgreSQL is gone and does not start yet')
    }
  }
  const timer = setInterval(() => {
    under ??= look().finally(() => (under = null))
  }, LOOK_EVERY_MS).unref()
  return async () => {
    clearInterval(timer)
    await under
  }
}

/** Does the process live that the file names? */
async function runs(pidFile: string): Promise<boolean> {
  const [pid] = await readFile(pidFile, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  if (!pid) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    // It lives, and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
