import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { HostError } from '../../src/hosts/errors.ts'
import { nodeFetch, type NodeFetch } from '../../src/hosts/fetch-node.ts'
import { path } from '../../src/hosts/http-body.ts'
import { createHttp, type HttpSettings } from '../../src/hosts/http.ts'
import { json, startLocalServer, type LocalServer } from './local-server.ts'

const TOKEN = 'very-secret-token'
const answer = z.object({ name: z.string() })
const read = { method: 'GET', path: 'thing', answer } as const
const deed = { method: 'POST', path: 'thing', json: { a: 1 }, answer } as const

let server: LocalServer | null = null
let node: NodeFetch | null = null
afterEach(async () => {
  await node?.close()
  await server?.stop()
  server = node = null
})

/** A client of a server that answers as told. */
async function client(
  answers: Parameters<typeof startLocalServer>[0],
  settings: Partial<HttpSettings> = {},
): Promise<{ http: ReturnType<typeof createHttp>; server: LocalServer }> {
  server = await startLocalServer(answers)
  node = nodeFetch()
  const http = createHttp({
    baseUrl: `${server.url}/api/`,
    headers: { authorization: `Bearer ${TOKEN}` },
    secrets: [TOKEN],
    fetch: node.fetch,
    ...settings,
    limits: { readMs: 300, deedMs: 300, patienceMs: 1000, ...settings.limits },
  })
  return { http, server }
}

async function failure(asked: Promise<unknown>): Promise<HostError> {
  const error: unknown = await asked.then(
    () => null,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(HostError)
  return error as HostError
}

describe('an answer', () => {
  test('is asked for with credentials and a JSON body, under the base address', async () => {
    const { http, server } = await client((response) => json(response, 200, { name: 'Pavel', more: 1 }))
    expect(await http.deed(deed)).toEqual({ name: 'Pavel' })
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'POST', path: '/api/thing', body: '{"a":1}' })
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
    })
  })

  test('that lacks a field is unexpected, and the field is named', async () => {
    const nested = z.object({ result: z.array(z.object({ __id: z.string() })) })
    const { http } = await client((response) => json(response, 200, { result: [{ __id: 'a' }, {}] }))
    const error = await failure(http.read({ ...read, answer: nested }))
    expect(error).toMatchObject({ code: 'unexpected-answer', kind: 'unknown', happened: 'no' })
    expect(error.message).toContain('"result.1.__id"')
  })

  test.each([
    ['a page instead of JSON', '<html><body>Sign in</body></html>'],
    ['half of a JSON', '{"name": "Pa'],
    ['nothing', ''],
  ])('%s is unexpected; for a deed it may have happened', async (_, text) => {
    const { http } = await client((response) => response.writeHead(200).end(text))
    expect(await failure(http.read(read))).toMatchObject({ code: 'unexpected-answer', happened: 'no' })
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'unexpected-answer', happened: 'maybe' })
  })

  test.each([
    ['gzip', (text: string) => gzipSync(text)],
    ['deflate', (text: string) => deflateSync(text)],
    ['br', (text: string) => brotliCompressSync(text)],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
    ['identity', (text: string) => Buffer.from(text)],
  ])('encoded as %s is read, short and long, and what it refuses too', async (coding, encode) => {
    const names = ['Pavel', 'P'.repeat(300_000)]
    const { http } = await client((response, { nth }) => {
      const text = JSON.stringify(nth < 3 ? { name: names[nth - 1] } : { error: 'words' })
      const headers = { 'content-encoding': coding, 'content-type': 'application/json' }
      response.writeHead(nth < 3 ? 200 : 400, headers).end(encode(text))
    })
    for (const name of names) expect(await http.deed(deed)).toEqual({ name })
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'bad-request', hostText: 'words' })
  })

  test('encoded in a way that was not offered leaves a deed open', async () => {
    const { http } = await client((response) =>
      response.writeHead(200, { 'content-encoding': 'compress' }).end('{}'),
    )
    expect(await failure(http.deed(deed))).toMatchObject({ happened: 'maybe' })
  })

  test('that swells behind its encoding is not read beyond the limit', async () => {
    const { http } = await client(
      (response) => {
        const bytes = gzipSync(JSON.stringify({ name: 'x'.repeat(2_000_000) }))
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes)
      },
      { limits: { answerBytes: 100_000 } },
    )
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'unexpected-answer', happened: 'maybe' })
  })

  test('without a body is nothing', async () => {
    const { http } = await client((response) => response.writeHead(204).end())
    expect(await http.deed({ ...deed, answer: z.undefined() })).toBeUndefined()
  })

  test('longer than the limit is not read to its end', async () => {
    const { http, server } = await client((response) => json(response, 200, { name: 'x'.repeat(5000) }), {
      limits: { answerBytes: 1000 },
    })
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'unexpected-answer', happened: 'maybe' })
    expect(await failure(http.read(read))).toMatchObject({ code: 'unexpected-answer' })
    expect(server.requests).toHaveLength(2)
  })

  test('that refuses with 200 is a failure with the host’s words', async () => {
    const { http } = await client(
      (response) => json(response, 200, { success: false, error: 'no such app' }),
      {
        refusal: (json) => (json as { error: string }).error,
      },
    )
    expect(await failure(http.deed(deed))).toMatchObject({
      code: 'bad-request',
      kind: 'fix-data',
      happened: 'no',
      hostText: 'no such app',
    })
  })

  test('that leads elsewhere is not followed', async () => {
    const { http, server } = await client((response) => response.writeHead(302, { location: '/other' }).end())
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'unexpected-answer', happened: 'maybe' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a status', () => {
  test.each([
    [400, 'bad-request', 'fix-data', 'no'],
    [401, 'wrong-credentials', 'fix-setup', 'no'],
    [403, 'not-allowed', 'not-allowed', 'no'],
    [404, 'unknown-id', 'fix-data', 'no'],
    [408, 'host-timeout', 'later', 'maybe'],
    [422, 'bad-request', 'fix-data', 'no'],
    [429, 'rate-limited', 'later', 'no'],
    [500, 'host-broken', 'later', 'maybe'],
    [502, 'host-broken', 'later', 'maybe'],
  ] as const)('%i is %s (%s) and the deed happened: %s', async (status, code, kind, happened) => {
    const { http, server } = await client((response) => json(response, status, { error: 'words' }))
    expect(await failure(http.deed(deed))).toMatchObject({ code, kind, happened, hostText: 'words' })
    expect(server.requests).toHaveLength(1)
    expect(await failure(http.read(read))).toMatchObject({ code, kind, happened: 'no' })
  })

  test('may mean something else on one host', async () => {
    const { http } = await client((response) => json(response, 403, {}), {
      codes: { 403: 'wrong-credentials' },
    })
    expect(await failure(http.read(read))).toMatchObject({ code: 'wrong-credentials', kind: 'fix-setup' })
  })

  test('tells how long to wait', async () => {
    const { http } = await client((response) => json(response, 429, {}, { 'retry-after': '1200' }))
    expect(await failure(http.deed(deed))).toMatchObject({ retryAfterMs: 1_200_000 })
  })

  test('shows the host’s words cut, on one line, and never our credentials', async () => {
    const { http } = await client((response) =>
      json(response, 400, { error: `bad\n\ttoken ${TOKEN} ${'x'.repeat(500)}` }),
    )
    const error = await failure(http.read(read))
    expect(error.hostText).toMatch(/^bad token \*\*\* x+$/)
    expect(error.hostText).toHaveLength(300)
  })
})

describe('when the connection fails', () => {
  test('a reset after the request was sent leaves a deed open, and it is not repeated', async () => {
    const { http, server } = await client((response) => response.socket?.destroy())
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'host-unreachable', happened: 'maybe' })
    expect(server.requests).toHaveLength(1)
  })

  test('a reset in the middle of the answer leaves a deed open', async () => {
    const { http } = await client((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"name"')
      setTimeout(() => response.socket?.destroy(), 20)
    })
    expect(await failure(http.deed(deed))).toMatchObject({ happened: 'maybe' })
  })

  test('a refused connection proves that nothing was done', async () => {
    const { http, server } = await client(() => undefined)
    await server.stop()
    expect(await failure(http.deed(deed))).toMatchObject({
      code: 'host-unreachable',
      kind: 'later',
      happened: 'no',
    })
  })

  test('a name that does not exist proves that nothing was done', async () => {
    node = nodeFetch()
    const http = createHttp({
      baseUrl: 'http://no-such-host.invalid',
      headers: {},
      secrets: [],
      fetch: node.fetch,
    })
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'host-unreachable', happened: 'no' })
  })

  test('silence is a time-out: open for a deed, nothing for a read; neither is repeated', async () => {
    const { http, server } = await client(() => undefined)
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'host-timeout', happened: 'maybe' })
    expect(await failure(http.read(read))).toMatchObject({ code: 'host-timeout', happened: 'no' })
    expect(server.requests).toHaveLength(2)
  })

  test('an answer that begins but never ends is a time-out', async () => {
    const { http } = await client((response) => response.writeHead(200).write('{"name"'))
    expect(await failure(http.deed(deed))).toMatchObject({ code: 'host-timeout', happened: 'maybe' })
  })
})

describe('a read', () => {
  test('is repeated after a broken connection and after a 5xx, whatever its method', async () => {
    const { http, server } = await client((response, { nth }) => {
      if (nth === 1) response.socket?.destroy()
      else if (nth === 2) json(response, 503, {})
      else json(response, 200, { name: 'there' })
    })
    expect(await http.read({ ...read, method: 'POST', json: {} })).toEqual({ name: 'there' })
    expect(server.requests).toHaveLength(3)
  })

  test('is given up after a few times', async () => {
    const { http, server } = await client((response) => json(response, 500, {}))
    expect(await failure(http.read(read))).toMatchObject({ code: 'host-broken', happened: 'no' })
    expect(server.requests).toHaveLength(3)
  })

  test('is not repeated when the host asks to slow down', async () => {
    const { http, server } = await client((response) => json(response, 429, {}))
    await failure(http.read(read))
    expect(server.requests).toHaveLength(1)
  })

  test('is not repeated when the wait asked for is longer than our patience', async () => {
    const { http, server } = await client((response) => json(response, 503, {}, { 'retry-after': '60' }))
    expect(await failure(http.read(read))).toMatchObject({ retryAfterMs: 60_000 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a path', () => {
  test('keeps parts from outside in their place', () => {
    expect(path('app', 'a/b?c#d', 'Ж', 'get')).toBe('app/a%2Fb%3Fc%23d/%D0%96/get')
  })
  test.each(['', '.', '..', '\uD800', 'x'.repeat(301)])('refuses the id %j', (id) => {
    expect(() => path('app', id)).toThrow(HostError)
  })
})

test('connections to a host are bounded, and kept for the next request', async () => {
  server = await startLocalServer((response) => setTimeout(() => json(response, 200, { name: 'a' }), 10))
  node = nodeFetch({ connections: 2 })
  const http = createHttp({ baseUrl: server.url, headers: {}, secrets: [], fetch: node.fetch })
  await Promise.all(Array.from({ length: 20 }, () => http.read(read)))
  expect(server.requests).toHaveLength(20)
  expect(server.connections).toBe(2)
})
