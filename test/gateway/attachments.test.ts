import { request } from 'node:http'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { StoredFileSchema } from '../../src/wire/draft.ts'
import { SECRET, type TestGateway } from './setup.ts'
import { bytesOf, gatewayWithFiles, local, upload } from './uploads.ts'
import { eventually } from './with-sandbox.ts'

const MB = 1024 * 1024

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

  it.each([
    ['en', 'Your uploaded files take up to 1 MB together'],
    ['ru', 'могут занимать вместе не больше 1 МБ'],
  ])(
    'is refused once the operator’s files take too much, in words (%s), and nothing of it stays',
    async (locale, words) => {
      const gateway = await gatewayWithFiles({ uploadQuotaBytes: MB })
      const token = await gateway.context()
      const first = await upload(gateway, token, bytesOf(MB - 1000))
      expect(first.status).toBe(201)
      const over = await gateway.ask('POST', '/v1/attachments?name=b.pdf', {
        token,
        body: bytesOf(2000),
        headers: { 'Content-Type': 'application/pdf', 'Accept-Language': locale },
      })
      expect(over).toMatchObject({ status: 413, json: { code: 'upload-quota' } })
      expect(over.json.detail.replaceAll('\u00A0', ' ')).toContain(words)
      await gateway.ask('DELETE', `/v1/attachments/${first.json.id}`, { token })
      expect((await upload(gateway, token, bytesOf(2000))).status).toBe(201)
    },
  )

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
    // Fifty megabytes on a machine that has other things to do.
  }, 120_000)

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
  const megabyte = bytesOf(MB)
  for (let sent = 0; sent < megabytes; sent++) sending.write(megabyte)
  if (!('Content-Length' in headers)) sending.end()
  return promise
}
