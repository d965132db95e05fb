import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A user of this machine, by number. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/**
 * Whom PostgreSQL runs as when we are root, which it refuses: the machine's `postgres` when there is one, else `nobody`.
 * `null` when we are not root, or on a system without such numbers: then it runs as we do.
 */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((row) => row.split(':'))
  const row = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!row)
    throw new Error(
      'PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody.',
    )
  return { uid: Number(row[2]), gid: Number(row[3]) }
}

/** Can that user pass through every folder above the path? */
export async function reachableBy(path: string, user: ServerUser): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
