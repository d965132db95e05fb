import { z } from 'zod'
import type { Attachment, Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { servedFile } from '../../oracle-files.ts'
import { done, WebApiError } from './envelope.ts'
import { TENANT } from './values.ts'

const STATIC = '/_files'
const Range = z
  .string()
  .regex(/^bytes \d+-\d+\/\d+$/)
  .transform((text) => text.match(/\d+/g)?.map(Number) ?? [])
const Hash = z.uuid()
/** The value of a variable of the type Files: stored ones by id, or just uploaded ones by hash (facts, 4.6). */
export const FilesValue = z
  .array(z.union([z.string(), z.object({ name: z.string(), hash: z.string() })]))
  .default([])

/** Uploads in parts that belong together by their hash, and links to what was uploaded (facts, 4.6; scenario 9). */
export function mountDisk(api: NodeApp, engine: Engine, baseUrl: () => string): void {
  const parts = new Map<string, { bytes: Uint8Array; arrived: number }>()

  api.post('/disk/directory/:id/upload', async (c) => {
    if (c.req.param('id') !== TENANT.fileDirectory) throw new WebApiError(404, 'There is no such directory.')
    const hash = Hash.safeParse(c.req.query('hash')).data
    const [from, to, size] = Range.safeParse(c.req.header('content-range')).data ?? []
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || hash === undefined)
      throw new WebApiError(400, 'The file or its hash is missing.')
    if (from === undefined || to === undefined || size === undefined || to > size)
      throw new WebApiError(400, 'The header Content-Range is missing or wrong.')
    const known = parts.get(hash) ?? { bytes: new Uint8Array(size), arrived: 0 }
    known.bytes.set(new Uint8Array(await file.arrayBuffer()), from)
    known.arrived += file.size
    parts.set(hash, known)
    if (known.arrived < size) return done(c, { file: null })
    parts.delete(hash)
    const { id, name } = engine.keepFile({ name: file.name, type: file.type, bytes: known.bytes })
    engine.putStorage(keyOf(hash), id)
    return done(c, { file: { __id: id, __name: name, size, hash } })
  })

  api.on(['GET', 'POST'], '/disk/file/:id/get-link', (c) => {
    const file = engine.keptFile(c.req.param('id'))
    if (!file) throw new WebApiError(404, 'There is no such file.')
    // With a capital letter, as the vendor writes it.
    return done(c, { Link: `${baseUrl()}${staticLink(c.req.param('id'), file.name)}` })
  })
}

/** Where people who are signed in read a file; the sandbox lets anybody. */
export function mountStaticFiles(app: NodeApp, engine: Engine): void {
  app.get(`${STATIC}/:id/:name`, async (c) => servedFile(await engine.readFile(c.req.param('id'))))
}

export function staticLink(id: string, name: string): string {
  return `${STATIC}/${id}/${encodeURIComponent(name)}`
}

/** The files that a process was started with. Throws for one that was never uploaded. */
export function filesOf(engine: Engine, value: z.infer<typeof FilesValue>): Attachment[] {
  return value.map((one) => {
    const id = typeof one === 'string' ? one : engine.store.storage[keyOf(one.hash)]
    const file = typeof id === 'string' ? engine.keptFile(id) : null
    if (!file) throw new Error('A file of the message was not uploaded.')
    return file
  })
}

const keyOf = (hash: string): string => `elma365:upload:${hash}`
