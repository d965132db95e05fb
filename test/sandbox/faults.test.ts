import { describe, expect, test } from 'vitest'
import { codeOf, MODULE, RUN, stand, TO_PAVEL, until, type Stand } from './stand.ts'

const set = (on: string, kind: string, more: object = {}) =>
  ['POST', '/_sandbox/faults', { on, kind, times: 1, ...more }] as const
const run = ({ ask }: Stand) => ask('POST', RUN, { context: TO_PAVEL })
const users = ({ ask }: Stand) => ask('GET', '/pub/v1/user/list')

test('a refused connection is reset and nothing is done', async () => {
  const s = await stand()
  await s.ask(...set('send-message', 'refuse-before'))
  expect(await codeOf(run(s))).toBe('ECONNRESET')
  expect(s.engine.store.runs).toEqual([])
  expect(s.engine.store.requests).toMatchObject([{ method: 'POST', path: RUN, status: 0 }])
})

test('a lost answer is reset after the deed', async () => {
  const s = await stand()
  await s.ask(...set('send-message', 'lost-after'))
  expect(await codeOf(run(s))).toBe('ECONNRESET')
  await until(() => s.engine.store.deliveries.length > 0)
  expect(s.engine.store.deliveries).toMatchObject([{ text: TO_PAVEL.text }])
})

test('a hanging answer never comes, the deed is done, and the sandbox can be stopped all the same', async () => {
  const s = await stand()
  await s.ask(...set('send-message', 'hang-after'))
  const hanging = codeOf(run(s))
  await until(() => s.engine.store.deliveries.length > 0)
  await s.stop()
  expect(await hanging).toBe('UND_ERR_SOCKET')
  expect(s.engine.store.requests.at(-1)).toMatchObject({ status: 0 })
})

test.each([
  ['status-500', 500],
  ['status-429', 429],
  ['ban', 429],
])('%s answers %i in the words of the host and does nothing', async (kind, status) => {
  const s = await stand()
  await s.ask(...set('send-message', kind))
  const answer = await run(s)
  expect(answer.status).toBe(status)
  expect(answer.json).toMatchObject({ success: false })
  expect(s.engine.store.runs).toEqual([])
  expect((await run(s)).status).toBe(200)
})

test('a ban is lifted when the clock has moved twenty minutes', async () => {
  const now = new Date()
  const s = await stand({ now: () => now })
  await s.ask(...set('any', 'ban', { times: 1000 }))
  expect((await users(s)).status).toBe(429)
  await s.ask('POST', '/_sandbox/clock', { advanceMs: 20 * 60_000 - 1 })
  expect((await users(s)).status).toBe(429)
  await s.ask('POST', '/_sandbox/clock', { advanceMs: 1 })
  expect((await users(s)).status).toBe(200)
  expect((await s.ask('GET', '/_sandbox/faults')).json).toEqual([])
})

test('a slow host answers as usual, later', async () => {
  const s = await stand()
  await s.ask(...set('read', 'slow', { delayMs: 60 }))
  const began = performance.now()
  expect((await users(s)).status).toBe(200)
  // A timer may fire a millisecond early.
  expect(performance.now() - began).toBeGreaterThan(55)
})

test('a connection may be cut before the deed is done, and the deed is done all the same', async () => {
  const s = await stand()
  await s.ask(...set('send-message', 'cut-then-done', { delayMs: 30 }))
  expect(await codeOf(run(s))).toBe('ECONNRESET')
  expect(s.engine.store.deliveries).toEqual([])
  await until(() => s.engine.store.deliveries.length > 0)
  expect(s.engine.store.requests.at(-1)).toMatchObject({ path: RUN, status: 0 })
})

test('a malformed answer is no JSON, and the deed is done', async () => {
  const s = await stand()
  await s.ask(...set('send-message', 'malformed'))
  await expect(run(s)).rejects.toThrow(/JSON/)
  await until(() => s.engine.store.deliveries.length > 0)
})

describe('a mishap meets only the requests it was set for', () => {
  test.each([
    ['read', false],
    ['route', false],
    ['send-message', true],
    ['start-session', true],
    ['any', true],
  ])('%s meets a first message: %s', async (on, meets) => {
    const s = await stand()
    await s.ask(...set(on, 'status-500'))
    expect((await run(s)).status).toBe(meets ? 500 : 200)
  })

  test('start-session does not meet a message into an open session', async () => {
    const s = await stand()
    await s.ended((await run(s)).json.context.__id)
    await s.ask(...set('start-session', 'status-500'))
    expect((await run(s)).status).toBe(200)
  })

  test('route meets assigning and closing', async () => {
    const s = await stand()
    await s.ask(...set('route', 'status-500', { times: 2 }))
    expect((await users(s)).status).toBe(200)
    expect((await s.ask('POST', `${MODULE}/assign`, {})).status).toBe(500)
    expect((await s.ask('POST', `${MODULE}/close`, {})).status).toBe(500)
  })

  test('it is used up by its times, in the order of setting, and GET shows what is left', async () => {
    const s = await stand()
    await s.ask(...set('any', 'status-500', { times: 2 }))
    await s.ask(...set('read', 'status-429'))
    expect((await users(s)).status).toBe(500)
    expect((await s.ask('GET', '/_sandbox/faults')).json).toEqual([
      { on: 'any', kind: 'status-500', times: 1 },
      { on: 'read', kind: 'status-429', times: 1 },
    ])
    expect([(await users(s)).status, (await users(s)).status, (await users(s)).status]).toEqual([
      500, 429, 200,
    ])
  })

  test('it never meets the oracle', async () => {
    const s = await stand()
    await s.ask(...set('any', 'refuse-before'))
    expect((await s.ask('GET', '/_sandbox')).json.faults).toHaveLength(1)
  })
})

test('the journal holds what the host was asked, newest last, and not what the oracle was asked', async () => {
  const s = await stand()
  await users(s)
  await s.ask('GET', '/_sandbox')
  await s.ask('GET', '/pub/v1/nowhere')
  expect(s.engine.store.requests).toMatchObject([
    { method: 'GET', path: '/pub/v1/user/list', status: 200 },
    { method: 'GET', path: '/pub/v1/nowhere', status: 404 },
  ])
})
