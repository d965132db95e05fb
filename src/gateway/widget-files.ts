import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

// `name-<hash>.js` as the bundler writes it: at least one digit or capital, so that `new-session.js` is no hash.
const HASHED = /-(?=[\w-]*[\dA-Z])[\w-]{8}\.\w+$/
const SAFE = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/

interface WidgetFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  readonly changedAt: number
}

/** The files of the built widget, kept in memory until they change on disk. */
export function widgetFiles(
  folder: string,
): (name: string, ifNoneMatch: string | undefined) => Promise<Response | null> {
  const kept = new Map<string, WidgetFile>()

  async function load(name: string): Promise<WidgetFile | null> {
    const type = TYPES[extname(name)]
    if (!type || !SAFE.test(name)) return null
    const path = join(folder, name)
    const about = await stat(path).catch(() => null)
    if (!about?.isFile()) return null
    const known = kept.get(name)
    if (known?.changedAt === about.mtimeMs) return known
    const body = new Uint8Array(await readFile(path))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const file = { body, type, etag, changedAt: about.mtimeMs }
    kept.set(name, file)
    return file
  }

  return async (name, ifNoneMatch) => {
    const file = await load(name)
    if (!file) return null
    const headers = {
      'Content-Type': file.type,
      ETag: file.etag,
      // A hashed name never changes its content; every other name is asked about again each time.
      'Cache-Control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }
    if (ifNoneMatch?.split(/,\s*/).includes(file.etag)) return new Response(null, { status: 304, headers })
    return new Response(file.body, { headers })
  }
}
