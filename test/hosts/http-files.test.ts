import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { createHttp } from '../../src/hosts/http.ts'

const stops: (() => unknown)[] = []
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())))

/** What arrives, byte by byte. */
async function receiver(): Promise<{ url: string; arrived: () => Promise<FormData> }> {
  const { promise, resolve } = Promise.withResolvers<FormData>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    resolve(await new Response(Buffer.concat(chunks), { headers }).formData())
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  stops.push(() => new Promise((closed) => server.close(closed)))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived: () => promise }
}

test('a form arrives with its files, every byte of them', async () => {
  const host = await receiver()
  const node = nodeFetch()
  stops.push(node.close)
  const http = createHttp({ baseUrl: host.url, headers: {}, secrets: [], fetch: node.fetch })
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256)
  const form = new FormData()
  form.set('content', 'Счёт 15')
  form.append('attachments[]', new File([bytes], 'счёт.pdf', { type: 'application/pdf' }))
  await http.deed({ method: 'POST', path: 'messages', form, answer: z.object({ id: z.number() }) })

  const arrived = await host.arrived()
  expect(arrived.get('content')).toBe('Счёт 15')
  const file = arrived.get('attachments[]') as File
  expect([file.name, file.type]).toEqual(['счёт.pdf', 'application/pdf'])
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
})
