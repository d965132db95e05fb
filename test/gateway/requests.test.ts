import { connect } from 'node:net'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { FAKE, fakeHost } from './fake-host.ts'
import { CONTEXT_KEY, ORIGIN, SECRET, testGateway } from './setup.ts'

const STEP = '/v1/process-actions/initiative-message'
const problem = (status: number, code: string) =>
  expect.objectContaining({ type: `urn:firstline:problem:${code}`, status, code })

describe('a request that is not as it must be', () => {
  it('gets a problem that names what is wrong', async () => {
    const { ask, context } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const token = await context()
    const cases = [
      [await ask('POST', '/v1/contexts', { token: SECRET, body: '{"operator":' }), 400, 'malformed-json'],
      [await ask('POST', '/v1/contexts', { token: SECRET, body: '' }), 400, 'malformed-json'],
      [await ask('POST', '/v1/contexts', { token: SECRET, body: [] }), 422, 'invalid-body'],
      [await ask('POST', '/v1/contexts', { token: SECRET, body: { operator: 7 } }), 422, 'invalid-body'],
      [await ask('GET', '/v1/contacts', { token }), 422, 'invalid-query'],
      [await ask('GET', '/nowhere'), 404, 'not-found'],
      [await ask('GET', '/v1/nowhere', { token }), 404, 'not-found'],
      [await ask('GET', '/v1/sessions/%00/messages', { token }), 404, 'not-found'],
      [await ask('DELETE', '/v1/card', { token }), 405, 'method-not-allowed'],
      [await ask('PUT', '/v1/sessions', { token }), 405, 'method-not-allowed'],
      [await ask('GET', '/v1/card'), 401, 'context-invalid'],
      [await ask('GET', '/v1/card', { token: SECRET }), 401, 'context-invalid'],
      [await ask('POST', STEP, { token: 'wrong', body: {} }), 401, 'secret-invalid'],
      [await ask('POST', STEP, { token, body: {} }), 401, 'secret-invalid'],
      [await ask('GET', '/v1/operations/x', { token: 'wrong' }), 401, 'secret-invalid'],
    ] as const
    for (const [answer, status, code] of cases) {
      expect(answer.json).toEqual(problem(status, code))
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(answer.headers.get('x-request-id')).toBeTruthy()
      expect(answer.json.title).toBeTruthy()
      expect(answer.json.detail).toBeTruthy()
    }
  })

  it('is told every field, unknown ones too', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const body = { operator: '', record: { type: 'deal', id: 5, colour: 'red' }, admin: true }
    const { json } = await ask('POST', '/v1/contexts', { token: SECRET, body })
    const paths = json.fields.map((field: { path: string }) => field.path).toSorted()
    expect(paths).toEqual(['admin', 'operator', 'record.colour', 'record.id'])
    expect(json.detail).toContain('record.colour: is not known here')
  })

  it('is told which methods fit', async () => {
    const { ask, context } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const answer = await ask('DELETE', '/v1/contacts', { token: await context() })
    expect(answer.headers.get('allow')).toBe('GET, POST')
    expect(answer.json.detail).toContain('GET, POST')
  })

  it('is told in the language of the asker', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const russian = await ask('GET', '/v1/card', {
      headers: { 'Accept-Language': 'ru-RU,ru;q=0.9,en;q=0.8' },
    })
    expect(russian.json.detail).toBe('Карточку открыла страница, которую мы не знаем. Обновите её.')
    const english = await ask('GET', '/v1/card', { headers: { 'Accept-Language': 'de' } })
    expect(english.json.detail).toBe('This card was not opened by a page we know. Load it again.')
  })

  it('may not hold a NUL or bottomless nesting', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const nul = await ask('POST', '/v1/contexts', { token: SECRET, body: '{"operator":"op\\u0000"}' })
    expect(nul.json).toEqual(problem(422, 'invalid-body'))
    const deep = await ask('POST', '/v1/contexts', {
      token: SECRET,
      body: `{"operator":${'['.repeat(40_000)}${']'.repeat(40_000)}}`,
    })
    expect(deep.json).toEqual(problem(422, 'invalid-body'))
  })
})

describe('an address that cannot be read', () => {
  it.each(['//', '/%zz', '/v1/operations/%E0%A4%A', '/v1/sessions/..%2f..%2f/messages', '*'])(
    '%s',
    async (target) => {
      const { port, ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
      const socket = connect(port, '127.0.0.1')
      const answer = Promise.withResolvers<string>()
      let heard = ''
      socket.on('data', (piece) => (heard += String(piece)))
      socket.on('close', () => answer.resolve(heard))
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(await answer.promise).toMatch(/^HTTP\/1\.1 4\d\d [^]*application\/problem\+json/)
      expect((await ask('GET', '/healthz')).status).toBe(200)
    },
  )
})

describe('a text of 100,000 characters', () => {
  it('is too long to send', async () => {
    const { ask, context } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const body = { operationId: 'o-1', text: 'x'.repeat(100_000) }
    const { json } = await ask('POST', '/v1/sessions/s-1/messages', { token: await context(), body })
    expect(json).toEqual(problem(422, 'invalid-body'))
    expect(json.fields).toEqual([{ path: 'text', message: expect.stringContaining('20000') }])
  })
})

describe('a body of ten megabytes', () => {
  it('is refused with the limit, by its declared length and by what comes', async () => {
    const { ask, url } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const big = Buffer.alloc(10 * 1024 * 1024, 'x')
    const declared = await ask('POST', STEP, { token: SECRET, body: big })
    expect(declared.json).toEqual(problem(413, 'body-too-large'))
    expect(declared.json.detail).toContain(String(100 * 1024))

    const undeclared = await fetch(`${url}${STEP}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET}` },
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(64 * 1024))
        },
      }),
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'given up',
    )
    // The gateway gives the connection up; whether the answer is seen before that is the sender's luck.
    expect([413, 'given up']).toContain(undeclared)
    expect((await ask('GET', '/healthz')).status).toBe(200)
  })

  it('is not read on: the gateway closes the connection on who keeps sending', async () => {
    const { port } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const socket = connect(port, '127.0.0.1')
    const answer = Promise.withResolvers<string>()
    let heard = ''
    socket.on('data', (piece) => (heard += String(piece)))
    socket.on('error', () => undefined)
    socket.on('close', () => answer.resolve(heard))
    socket.write(
      `POST ${STEP} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${SECRET}\r\nContent-Length: 10485760\r\n\r\n`,
    )
    const sending = setInterval(() => socket.write(Buffer.alloc(1024)), 20)
    expect(await answer.promise).toContain('413')
    clearInterval(sending)
  })
})

describe('a context that was not signed here', () => {
  it('opens nothing', async () => {
    const { ask, context } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const claims = { ws: 'sandbox', iss: 'firstline', aud: 'firstline-widget' }
    const sign = (key: string, extra = {}) =>
      new SignJWT({ ...claims, ...extra })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('op-1')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(key))
    const forged = [
      await sign('somebody else’s key, long enough'),
      new UnsecuredJWT(claims).setSubject('op-1').setExpirationTime('1h').encode(),
      await sign(CONTEXT_KEY, { ws: 'another' }),
      (await context()).slice(0, -3),
      'a.b.c',
      '',
    ]
    for (const token of forged) {
      const { status, json, headers } = await ask('GET', '/v1/card', { token })
      expect([status, json.code]).toEqual([401, 'context-invalid'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('or whose time is over, opens nothing', async () => {
    const clock = { now: new Date() }
    const { ask, context } = await testGateway(FAKE, {}, { openHost: fakeHost(), now: () => clock.now })
    const token = await context()
    clock.now = new Date(clock.now.getTime() + 10 * 60 * 1000)
    expect((await ask('GET', '/v1/card', { token })).json).toEqual(problem(401, 'context-expired'))
  })
})

describe('a page of somebody else', () => {
  it('reads nothing and may ask for nothing', async () => {
    const { ask, context, url } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const token = await context()
    const foreign = { Origin: 'https://evil.example' }
    const preflight = {
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    }

    const refused = await ask('GET', '/v1/contacts?query=abc', { token, headers: foreign })
    expect(refused.json).toEqual(problem(403, 'origin-refused'))
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    const before = await ask('OPTIONS', '/v1/card', { headers: { ...foreign, ...preflight } })
    expect([before.status, before.headers.get('access-control-allow-origin')]).toEqual([403, null])

    const own = { Origin: ORIGIN }
    const allowed = await ask('OPTIONS', '/v1/card', { headers: { ...own, ...preflight } })
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
    const read = await ask('GET', '/v1/contacts', { token, headers: own })
    expect(read.json.code).toBe('invalid-query')
    expect(read.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    const ourPage = await ask('GET', '/v1/contacts', { token, headers: { Origin: url } })
    expect(ourPage.json.code).toBe('invalid-query')
    const nowhere = await ask('GET', '/v1/contacts', { token, headers: { Origin: 'null' } })
    expect(nowhere.json.code).toBe('origin-refused')
  })

  it('of another workspace does not count as one of this', async () => {
    const workspaces = ['one', 'two'].map((id) => ({
      id,
      secret: `the-secret-of-workspace-${id}`,
      origins: [`https://${id}.example`],
      host: FAKE,
    }))
    const { ask } = await testGateway(FAKE, { workspaces }, { openHost: fakeHost() })
    const issued = await ask('POST', '/v1/contexts', {
      token: 'the-secret-of-workspace-one',
      body: { operator: 'op-1' },
    })
    const code = async (origin: string) =>
      (await ask('GET', '/v1/contacts', { token: issued.json.context, headers: { Origin: origin } })).json
        .code
    expect(await code('https://one.example')).toBe('invalid-query')
    expect(await code('https://two.example')).toBe('origin-refused')
  })
})

describe('two hundred requests at once', () => {
  it('all get their answer', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        ask('POST', '/v1/contexts', { token: SECRET, body: { operator: `op-${n}` } }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(({ json }) => json.context)).size).toBe(200)
  })
})
