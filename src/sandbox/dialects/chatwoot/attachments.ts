import type { Message } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { servedFile } from '../../oracle-files.ts'
import { numberOf } from './ids.ts'
import { showOthers } from './parts.ts'
import type { Scene } from './scene.ts'

const BLOBS = '/rails/active_storage/blobs/redirect'
const DISK = '/rails/active_storage/disk'
const KINDS = new Set(['image', 'audio', 'video'])

/** Files of a message: there is no field for the name, it is only the end of the address (facts, 2.4). */
export function showAttachments({ baseUrl }: Scene, message: Readonly<Message>) {
  const files = message.attachments.map(({ name, url, size, type, width = null, height = null }) => {
    const id = /^\/_sandbox\/files\/([^/]+)\//.exec(url)?.[1] ?? null
    const [kind = ''] = (type ?? '').split('/')
    const address = id === null ? url : addressOfFile({ baseUrl }, id, name)
    return {
      id: numberOf(id ?? ''),
      message_id: numberOf(message.id),
      file_type: KINDS.has(kind) ? kind : 'file',
      extension: /\.([^.]+)$/.exec(name)?.[1] ?? null,
      content_type: type,
      data_url: address,
      thumb_url: kind === 'image' ? address : '',
      file_size: size,
      width,
      height,
    }
  })
  return [...files, ...showOthers(message)]
}

/** Where a kept file is to be had. */
export function addressOfFile({ baseUrl }: Pick<Scene, 'baseUrl'>, id: string, name: string): string {
  return `${baseUrl()}${BLOBS}/${id}/${encodeURIComponent(name)}`
}

/** Addresses of files lead on to where the bytes are (scenario 18); who knows them needs no token. */
export function mountFiles(app: NodeApp, { engine }: Scene): void {
  app.get(`${BLOBS}/:id/:name`, (c) =>
    c.redirect(`${DISK}/${c.req.param('id')}/${encodeURIComponent(c.req.param('name'))}`),
  )
  app.get(`${DISK}/:id/:name`, async (c) => servedFile(await engine.readFile(c.req.param('id'))))
}
