import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

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
  readonly plain: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Of the content, without quotes. */
  readonly mark: string
  readonly changedAt: number
}

/** The files of the built widget, plain and compressed, kept in memory until they change on disk. */
export function widgetFiles(folder: string): (name: string, asked: Headers) => Promise<Response | null> {
  const kept = new Map<string, WidgetFile>()

  async function load(name: string): Promise<WidgetFile | null> {
    const type = TYPES[extname(name)]
    if (!type || !SAFE.test(name)) return null
    const path = join(folder, name)
    const about = await stat(path).catch(() => null)
    if (!about?.isFile()) return null
    const known = kept.get(name)
    if (known?.changedAt === about.mtimeMs) return known
    const plain = new Uint8Array(await readFile(path))
    const zipped = new Uint8Array(await promisify(gzip)(plain))
    const mark = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
    const file = { plain, zipped, type, mark, changedAt: about.mtimeMs }
    kept.set(name, file)
    return file
  }

  return async (name, asked) => {
    const file = await load(name)
    if (!file) return null
    const compressed = /\bgzip\b/.test(asked.get('accept-encoding') ?? '')
    const etag = `"${file.mark}${compressed ? '-gzip' : ''}"`
    const headers = {
      'Content-Type': file.type,
      ETag: etag,
      Vary: 'Accept-Encoding',
      // A hashed name never changes its content; every other name is asked about again each time.
      'Cache-Control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }
    if (asked.get('if-none-match')?.split(/,\s*/).includes(etag))
      return new Response(null, { status: 304, headers })
    if (!compressed) return new Response(file.plain, { headers })
    return new Response(file.zipped, { headers: { ...headers, 'Content-Encoding': 'gzip' } })
  }
}
