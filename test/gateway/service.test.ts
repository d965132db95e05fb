import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startGateway } from '../../src/gateway/server.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { FAKE, fakeHost } from './fake-host.ts'
import { CONTEXT_KEY, ORIGIN, SECRET, testGateway } from './setup.ts'

const broken = () => {
  throw new TypeError('Cannot read "Pavel Serov" at +79123456789')
}

function failing(code: HostError['code'], retryAfterMs?: number) {
  const facts = { kind: 'later', code, happened: 'no', hostText: 'inner words' } as const
  const read = () => {
    throw new HostError('Words of the host.', retryAfterMs === undefined ? facts : { ...facts, retryAfterMs })
  }
  return fakeHost({ hooks: { read } })
}

describe('the gateway', () => {
  it('says that it lives and that it is ready', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    expect((await ask('GET', '/healthz')).json).toEqual({ ok: true })
    expect((await ask('GET', '/readyz')).json).toEqual({ ok: true })
  })

  it('says in one sentence that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const start = testGateway(FAKE, { listen: { host: '127.0.0.1', port } }, { openHost: fakeHost() })
    await expect(start).rejects.toThrow(
      `Port ${port} is in use: stop the other program or choose another port with PORT.`,
    )
    other.close()
  })

  it('names a host that is not set up, and never its secrets', async () => {
    const start = startGateway({
      listen: { host: '127.0.0.1', port: 0 },
      databaseUrl: 'postgres://127.0.0.1:1/none',
      contextKey: CONTEXT_KEY,
      widgetDir: '.',
      workspaces: [
        { id: 'acme', secret: SECRET, host: { kind: 'no-such-host', token: 'a-token-of-the-host' } },
      ],
    })
    const error = await start.catch((caught: Error) => caught)
    expect(error).toMatchObject({ name: 'SettingsError', message: expect.stringMatching(/"acme".*kind/) })
    expect((error as Error).message).not.toContain('a-token-of-the-host')
  })

  it('tells a number instead of what broke, and the log has it', async () => {
    const { ask, log } = await testGateway(FAKE, {}, { openHost: fakeHost({ hooks: { read: broken } }) })
    const answer = await ask('POST', '/v1/hooks/sandbox', { body: {} })
    expect(answer.json).toMatchObject({ status: 500, code: 'internal' })
    expect(answer.text).not.toMatch(/TypeError|Serov| at |\.ts/)
    const number = /number (\w+)/.exec(answer.json.detail)?.[1] ?? 'none'
    const line = log.find((entry) => entry.includes(number)) ?? ''
    expect(JSON.parse(line)).toMatchObject({ errorId: number, error: { name: 'TypeError' } })
    expect(log.join('')).not.toMatch(/Serov|79123456789/)
  })

  it('stops at once when nothing is under way, and stopping twice is the same', async () => {
    const gateway = await testGateway(FAKE, {}, { openHost: fakeHost() })
    await Promise.all([gateway.stop(), gateway.stop()])
    await expect(gateway.ask('GET', '/healthz')).rejects.toThrow('fetch failed')
  })
})

describe('failures of the host', () => {
  it.each([
    ['rate-limited', 429],
    ['host-unreachable', 503],
    ['host-timeout', 504],
    ['host-broken', 502],
    ['unexpected-answer', 502],
    ['wrong-credentials', 502],
    ['unknown-id', 404],
  ] as const)('%s is told as %i, in words for people', async (code, status) => {
    const { ask } = await testGateway(FAKE, {}, { openHost: failing(code) })
    const answer = await ask('POST', '/v1/hooks/sandbox', { body: {}, headers: { 'Accept-Language': 'ru' } })
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(answer.json.detail).toMatch(/[а-я]/)
    expect(answer.text).not.toContain('inner words')
  })

  it('say how long to wait', async () => {
    const openHost = failing('rate-limited', 90_500)
    const { ask } = await testGateway(FAKE, {}, { openHost })
    const answer = await ask('POST', '/v1/hooks/sandbox', { body: {} })
    expect(answer.json.retryAfterMs).toBe(90_500)
    expect(answer.headers.get('retry-after')).toBe('91')
  })
})

describe('the widget’s files', () => {
  it('are kept for ever when their name has a hash, and asked about otherwise', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const entry = await ask('GET', '/widget/firstline.js', { headers: { Origin: ORIGIN } })
    expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(entry.headers.get('cache-control')).toBe('no-cache')
    expect(entry.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    const again = await ask('GET', '/widget/firstline.js', {
      headers: { 'If-None-Match': entry.headers.get('etag') ?? '' },
    })
    expect([again.status, again.text]).toEqual([304, ''])
    const plain = await ask('GET', '/widget/firstline.js', { headers: { 'Accept-Encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.text).toBe(entry.text)
    expect(entry.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.get('etag')).not.toBe(entry.headers.get('etag'))
    const chunk = await ask('GET', '/widget/new-session-Bq3x_9aZ.js')
    expect(chunk.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it('are all there is: nothing else of the machine is served', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const paths = [
      'secret.txt',
      '../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/package.json',
      'none.js',
      '.js',
      'a%00.js',
    ]
    for (const path of paths) expect((await ask('GET', `/widget/${path}`)).status).toBe(404)
  })

  it('come with a page for an iframe that only the workspaces’ pages may frame', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const page = await ask('GET', '/widget/conversation')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(`frame-ancestors ${ORIGIN}`)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.text).not.toMatch(/<script[^>]*>[^<]/)
  })
})
