import * as z from 'zod'
import { cleanFileName } from '../../outbound/index.ts'
import { StoredFileSchema } from '../../wire/draft.ts'
import type { Locale } from '../../words/index.ts'
import { sizeInWords } from '../../words/sizes.ts'
import { invalid, Problem } from '../problems.ts'
import { defineRoute, empty, json } from '../route.ts'
import { streamOf } from '../stream-of.ts'

/** More than any channel takes. */
const FILE_LIMIT = 50 * 1024 * 1024
/** How long a file waits for its message. */
const WAIT_MS = 7 * 24 * 3600 * 1000

/** Keeps a file for a message (R-FILE-1). Whether the channel takes it, is asked when the message is. */
export const keepFile = defineRoute({
  method: 'POST',
  path: '/v1/attachments',
  who: 'context',
  summary:
    'Keeps a file for a message: the body is the file, its Content-Type the type. It waits seven days.',
  query: z.object({ name: z.string().max(1000).describe('The name of the file, without a path.') }),
  rawBody: 'The file itself, of any type.',
  bodyLimit: FILE_LIMIT,
  answers: { 201: { description: 'Kept.', schema: StoredFileSchema } },
  problems: ['journal-unavailable', 'upload-quota'],
  async respond({ c, caller: { workspace, asker }, query, gateway, bytes, locale }) {
    const name = cleanFileName(query.name)
    if (name === '') throw invalid('invalid-query', [{ path: 'name', message: WORDS[locale].noName }])
    const { journal, newId } = workspace.outbound
    const quota = workspace.outbound.workspace.uploadQuotaBytes
    const file = { id: newId(), ownerId: asker.operatorId, name, type: typeOf(c.req.header('content-type')) }
    const until = new Date(gateway.now().getTime() + WAIT_MS)
    try {
      const kept = await journal.attachments.put(file, filled(bytes(), locale), until, quota)
      if (kept) return json({ id: kept.id, name, type: kept.type, size: kept.size }, 201)
    } catch (error) {
      // Whoever called it off hears nothing any more, and nothing is wrong.
      if (c.req.raw.signal.aborted) return new Response(null, { status: 499 })
      throw error
    }
    // The rest of the body is unread: the connection is given up, so that nobody goes on sending.
    const about = sizeInWords(quota ?? 0, locale)
    throw new Problem('upload-quota', { about, headers: { Connection: 'close' } })
  },
})

/** Forgets an uploaded file. */
export const forgetFile = defineRoute({
  method: 'DELETE',
  path: '/v1/attachments/:id',
  who: 'context',
  summary: 'Forgets an uploaded file of one’s own.',
  forReaders: true,
  answers: { 204: { description: 'Forgotten, or there was none.' } },
  async respond({ caller: { workspace, asker }, param }) {
    await workspace.outbound.journal.attachments.drop(param('id'), asker.operatorId)
    return empty()
  },
})

/** Where a host fetches a file of a message. The bytes are somebody's: no page may show them as its own. */
export const fetchFile = defineRoute({
  method: 'GET',
  path: '/v1/attachments/:id/:name',
  who: 'open',
  summary:
    'A file of a message, for a host that fetches files by address; the address is signed and expires.',
  query: z.object({
    workspace: z.string().max(60),
    expires: z.string().regex(/^\d{1,12}$/, 'must be a number of seconds'),
    sign: z.string().max(100),
  }),
  answers: { 200: { description: 'The file.', type: '*/*' } },
  problems: ['link-invalid', 'unknown-attachment'],
  async respond({ c, gateway, query, param }) {
    const { workspace: workspaceId, expires, sign } = query
    const link = { workspaceId, id: param('id'), name: param('name'), expires: Number(expires) }
    const workspace = gateway.workspaces.get(workspaceId)
    if (!workspace || !gateway.fileLinks.holds(link, sign)) throw new Problem('link-invalid')
    c.set('workspaceId', workspace.id)
    const { attachments } = workspace.outbound.journal
    const file = await attachments.get(link.id)
    if (!file) throw new Problem('unknown-attachment')
    return new Response(streamOf(attachments.read(file.id)), {
      headers: {
        'Content-Type': file.type,
        'Content-Length': String(file.size),
        'Content-Disposition': disposition(link.name),
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cache-Control': 'private, no-store',
      },
    })
  },
})

/** The bytes, unless there are none. */
async function* filled(bytes: AsyncIterable<Uint8Array>, locale: Locale): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of bytes) {
    size += piece.byteLength
    yield piece
  }
  if (size === 0) throw invalid('invalid-body', [{ path: 'body', message: WORDS[locale].noBytes }])
}

/** Without parameters; what is no type is only bytes. */
function typeOf(header: string | undefined): string {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return type.length <= 255 && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'
}

/** RFC 6266: a name that everybody can read, and the true one. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^ !#$&'()+,\-.0-9;=@A-Z[\]^_a-z{}~]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

const WORDS: Record<Locale, { readonly noName: string; readonly noBytes: string }> = {
  en: { noName: 'the file has no name', noBytes: 'the file is empty' },
  ru: { noName: 'у файла нет имени', noBytes: 'файл пустой' },
}
