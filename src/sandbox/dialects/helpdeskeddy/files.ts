import type { Attachment, Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'

/** Keeps the files of a form, in their order. */
export async function keptFiles(engine: Engine, files: readonly File[]): Promise<Attachment[]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      return engine.keepFile({ name: file.name, type: file.type, bytes })
    }),
  )
}

/** As a post shows them: a name, an address and an ending (facts, 3.4). */
export function shownFiles(attachments: readonly Readonly<Attachment>[], origin: string) {
  return attachments.map(({ name, url }) => {
    const [, id] = /^\/_sandbox\/files\/([^/]+)\//.exec(url) ?? []
    return {
      name,
      url: id === undefined ? url : new URL(`/en/file/download/${id}`, origin).href,
      data_type: name.split('.').at(-1) ?? '',
    }
  })
}

/** Where the addresses of files lead; whether that needs a login is not documented (facts, 3.5). */
export function mountFiles(app: NodeApp, engine: Engine): void {
  app.get('/en/file/download/:id', async (c) => {
    const file = await engine.readFile(c.req.param('id'))
    if (!file) return c.text('There is no such file.', 404)
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
