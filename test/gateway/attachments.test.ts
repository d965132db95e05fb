import { request } from 'node:http'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import type { Files } from '../../src/hosts/port.ts'
import { StoredFileSchema } from '../../src/wire/draft.ts'
import { FAKE, fakeHost } from './fake-host.ts'
import { SECRET, testGateway, type TestGateway } from './setup.ts'
import { eventually } from './with-sandbox.ts'

const MB = 1024 * 1024
const bytesOf = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, n) => (n * 7 + (n >> 8)) % 256)

/** A gateway whose adapter only shows what it was given to read files with, and a clock that can be moved. */
async function gatewayWithFiles() {
  const clock = { skippedMs: 0 }
  const given: { files: Files | null } = { files: null }
  const gateway = await testGateway(
    FAKE,
    { publicUrl: 'https://firstline.example/gate/' },
    {
      now: () => new Date(Date.now() + clock.skippedMs),
      openHost: (settings, dependencies) => {
        given.files = dependencies.files ?? null
        return fakeHost()(settings, dependencies)
      },
    },
  )
  if (!given.files) throw new Error('The adapter was given no files')
  return { ...gateway, files: given.files, clock }
}

async function upload(
  { ask }: Pick<TestGateway, 'ask'>,
  token: string,
  body: Uint8Array = bytesOf(10),
  name = 'Invoice.pdf',
  type = 'application/pdf',
) {
  return ask('POST', `/v1/attachments?name=${encodeURIComponent(name)}`, {
    token,
    body,
    headers: { 'Content-Type': type },
  })
}

/** The link as our own server has it, behind its public address. */
const local = (link: string): string => link.replace('https://firstline.example/gate', '')

async function kept(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(
    'select (select count(*) from firstline.attachments)::int + (select count(*) from firstline.attachment_pieces)::int as n',
  )
  await client.end()
  return rows[0]?.n ?? -1
}

describe('an uploaded file (R-FILE-1)', () => {
  it.each([1, 1000, 512 * 1024, 512 * 1024 + 1, 3 * MB])(
    'of %i bytes is read by the adapter as it was',
    async (size) => {
      const gateway = await gatewayWithFiles()
      const body = bytesOf(size)
      const { status, json } = await upload(gateway, await gateway.context(), body, 'Счёт 15.PDF')
      expect(status).toBe(201)
      expect(StoredFileSchema.parse(json)).toEqual({
        id: expect.any(String),
        name: 'Счёт 15.PDF',
        type: 'application/pdf',
        size,
      })
      expect(Buffer.compare(await gateway.files.read(json.id), body)).toBe(0)
    },
  )

  it('has a name without a path and without what cannot be seen, and a type without parameters', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const given = ['../../etc/passwd', 'C:\\temp\\a b.png', 'x\u202Efdp.exe', '\u0007 bill.pdf ', '...hidden']
    const names = ['passwd', 'a b.png', 'xfdp.exe', 'bill.pdf', 'hidden']
    for (const [n, name] of given.entries())
      expect((await upload(gateway, token, bytesOf(3), name)).json.name).toBe(names[n])
    const long = await upload(gateway, token, bytesOf(3), `${'я'.repeat(400)}.docx`)
    expect(long.json.name).toMatch(/^я{195}\.docx$/)
    expect((await upload(gateway, token, bytesOf(3), 'a.txt', 'Text/Plain; charset=utf-8')).json.type).toBe(
      'text/plain',
    )
    expect((await upload(gateway, token, bytesOf(3), 'a.txt', '<script>')).json.type).toBe(
      'application/octet-stream',
    )
  })

  it('is refused when it is empty or has no name, and the field is named', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const cases = [
      [await upload(gateway, token, bytesOf(0)), 'invalid-body', 'body'],
      [await upload(gateway, token, bytesOf(3), ' ../ '), 'invalid-query', 'name'],
      [await gateway.ask('POST', '/v1/attachments', { token, body: bytesOf(3) }), 'invalid-query', 'name'],
    ] as const
    for (const [{ status, json }, code, path] of cases)
      expect([status, json.code, json.fields[0].path]).toEqual([422, code, path])
    expect(await kept(gateway.databaseUrl)).toBe(0)
  })

  it('is refused above 50 MB, whether the size is declared or not, and nothing of it is kept', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    expect((await raw(gateway, token, { 'Content-Length': String(50 * MB + 1) }, 1)).status).toBe(413)
    expect((await raw(gateway, token, { 'Transfer-Encoding': 'chunked' }, 51)).status).toBe(413)
    expect(await kept(gateway.databaseUrl)).toBe(0)
  })

  it('that is called off half way is not kept, and is no fault of ours', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const { port } = new URL(gateway.url)
    const sending = request({
      port,
      method: 'POST',
      path: '/v1/attachments?name=a.pdf',
      headers: { Authorization: `Bearer ${token}`, 'Content-Length': String(20 * MB) },
    })
    sending.on('error', () => undefined)
    sending.write(bytesOf(2 * MB))
    await eventually(
      () => kept(gateway.databaseUrl),
      (rows) => rows > 1,
    )
    sending.destroy()
    await eventually(
      () => kept(gateway.databaseUrl),
      (rows) => rows === 0,
    )
    expect(gateway.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
  })

  it('needs a context, and can be forgotten by its owner only', async () => {
    const gateway = await gatewayWithFiles()
    expect((await upload(gateway, SECRET)).json.code).toBe('context-invalid')
    const { json } = await upload(gateway, await gateway.context('op-1'))
    const address = `/v1/attachments/${json.id}`
    expect((await gateway.ask('DELETE', address, { token: await gateway.context('op-2') })).status).toBe(204)
    expect((await gateway.files.read(json.id)).byteLength).toBe(10)
    expect((await gateway.ask('DELETE', address, { token: await gateway.context('op-1') })).status).toBe(204)
    await expect(gateway.files.read(json.id)).rejects.toThrow(HostError)
    await expect(gateway.files.link(json)).rejects.toMatchObject({ code: 'bad-request', happened: 'no' })
    expect((await gateway.ask('DELETE', address, { token: await gateway.context('op-1') })).status).toBe(204)
  })

  it('leaves no name in the log', async () => {
    const gateway = await gatewayWithFiles()
    const { json } = await upload(gateway, await gateway.context(), bytesOf(5), 'Diagnosis of Serov.pdf')
    await gateway.ask('GET', local(await gateway.files.link(json)))
    expect(gateway.log.some((line) => line.includes('/v1/attachments/:id/:name'))).toBe(true)
    expect(gateway.log.filter((line) => /Diagnosis|Serov/.test(line))).toEqual([])
  })
})

describe('the address of a file, for a host that fetches it', () => {
  it('gives the bytes to be saved and never shown as a page of ours', async () => {
    const gateway = await gatewayWithFiles()
    const { json } = await upload(
      gateway,
      await gateway.context(),
      new TextEncoder().encode('<script>alert(1)</script>'),
      `Счёт "№1".html`,
      'text/html',
    )
    const link = await gateway.files.link(json)
    expect(link).toMatch(/^https:\/\/firstline\.example\/gate\/v1\/attachments\//)
    const { status, text, headers } = await gateway.ask('GET', local(link))
    expect([status, text]).toEqual([200, '<script>alert(1)</script>'])
    expect(headers.get('content-type')).toBe('text/html')
    expect(headers.get('content-length')).toBe('25')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox\b/)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="____ __1_.html"; filename*=UTF-8''${encodeURIComponent('Счёт "№1".html')}`,
    )
    expect((await gateway.ask('HEAD', local(link))).status).toBe(200)
  })

  it('is refused when anything of it was changed', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const [mine, other] = [(await upload(gateway, token)).json, (await upload(gateway, token)).json]
    const link = local(await gateway.files.link(mine))
    const expires = /expires=(\d+)/.exec(link)?.[1] ?? ''
    const changed = [
      link.replace(mine.id, other.id),
      link.replace('Invoice.pdf', 'Invoice.html'),
      link.replace(expires, String(Number(expires) + 1)),
      link.replace('workspace=sandbox', 'workspace=another'),
      link.replace(/sign=.{4}/, 'sign=AAAA'),
      link.replace(/sign=.*/, 'sign='),
    ]
    for (const address of changed) {
      expect(address).not.toBe(link)
      const { status, json } = await gateway.ask('GET', address)
      expect([status, json.code]).toEqual([403, 'link-invalid'])
    }
    expect((await gateway.ask('GET', link.replace(/&sign=.*/, ''))).status).toBe(422)
    expect((await gateway.ask('GET', link)).status).toBe(200)
  })

  it('works for three days, in which the file stays, and not longer', async () => {
    const gateway = await gatewayWithFiles()
    const { json } = await upload(gateway, await gateway.context())
    const link = local(await gateway.files.link(json))
    gateway.clock.skippedMs = 3 * 24 * 3600_000 - 60_000
    expect((await gateway.ask('GET', link)).status).toBe(200)
    gateway.clock.skippedMs += 60_000
    expect((await gateway.ask('GET', link)).json.code).toBe('link-invalid')
  })

  it('of a file that was forgotten leads nowhere', async () => {
    const gateway = await gatewayWithFiles()
    const token = await gateway.context()
    const { json } = await upload(gateway, token)
    const link = local(await gateway.files.link(json))
    await gateway.ask('DELETE', `/v1/attachments/${json.id}`, { token })
    const gone = await gateway.ask('GET', link)
    expect([gone.status, gone.json.code]).toEqual([404, 'unknown-attachment'])
  })
})

/** A request whose length is what the headers say, with so many megabytes behind it. */
function raw(
  { url }: TestGateway,
  token: string,
  headers: Record<string, string>,
  megabytes: number,
): Promise<{ status: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number }>()
  const sending = request(
    {
      port: new URL(url).port,
      method: 'POST',
      path: '/v1/attachments?name=a.pdf',
      headers: { Authorization: `Bearer ${token}`, ...headers },
    },
    (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0 })
      sending.destroy()
    },
  )
  // The gateway gives the connection up while we are still sending: by then it has answered.
  sending.on('error', reject)
  for (let sent = 0; sent < megabytes; sent++) sending.write(bytesOf(MB))
  if (!('Content-Length' in headers)) sending.end()
  return promise
}
