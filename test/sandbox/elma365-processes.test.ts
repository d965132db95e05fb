import { describe, expect, test } from 'vitest'
import { RUN, stand, TO_PAVEL, until, type Stand } from './stand.ts'

const INSTANCES = RUN.replace('/template/', '/instance/bytemplate/').replace(/run$/, 'list')
const run = (s: Stand, context: object = {}, path = RUN) =>
  s.ask('POST', path, { context: { ...TO_PAVEL, ...context } })
const read = async (s: Stand, id: string) =>
  (await s.ask('GET', `/pub/v1/bpm/instance/${id}/get`)).json.context

async function sent(s: Stand, context: object = {}, path = RUN) {
  const id = (await run(s, context, path)).json.context.__id
  await s.ended(id)
  return read(s, id)
}

test('a process answers at once and sends a moment later', async () => {
  const s = await stand()
  await s.ask('POST', '/_sandbox/profile', { runMs: 30 })
  const { json } = await run(s)
  expect(json).toMatchObject({
    success: true,
    error: '',
    context: { state: 'running', context: { request_key: 'mark-1' } },
  })
  expect(s.engine.store.deliveries).toEqual([])
  await s.ended(json.context.__id)
  expect(await read(s, json.context.__id)).toMatchObject({ __status: 'done' })
  expect(s.engine.store.deliveries).toMatchObject([{ address: '+79123456789', text: TO_PAVEL.text }])
  expect(s.engine.store.sessions).toMatchObject([{ state: 'queued', operatorId: null }])
})

test.each(['data', 'result'] as const)('the instance may stand under %s', async (instanceKey) => {
  const s = await stand()
  await s.ask('POST', '/_sandbox/profile', { instanceKey })
  const { json } = await run(s)
  expect(json[instanceKey].__id).toMatch(/^run-/)
  expect(json.context).toBeUndefined()
})

test('a message goes into the open session, or by profile into a new one', async () => {
  const s = await stand()
  await sent(s)
  await sent(s)
  expect(s.engine.store.sessions).toHaveLength(1)
  await s.ask('POST', '/_sandbox/profile', { initiative: 'new-session' })
  await sent(s)
  expect(s.engine.store.sessions).toHaveLength(2)
})

test('the host ends the process as done even when the network refused, and only the store knows', async () => {
  const s = await stand()
  s.engine.customer({ channel: 'whatsapp', address: '+79123456789', action: 'block' })
  expect(await sent(s)).toMatchObject({ state: 'done', error: '' })
  expect(s.engine.store.messages).toMatchObject([{ status: 'failed', failure: { code: 'blocked' } }])
  expect(s.engine.store.deliveries).toEqual([])
})

test.each([
  ['a messenger its line does not have', { account: { type: 'telegramBot', account: 'pavel' } }],
  ['a type nobody knows', { account: { type: 'pigeon', account: 'pavel' } }],
  ['no account', { account: null }],
  ['no text', { text: '' }],
  ['an unknown contact', { contact: ['c-404'] }],
])('a process with %s is accepted, then fails', async (_what, context) => {
  const s = await stand()
  const instance = await sent(s, context)
  expect(instance).toMatchObject({ state: 'failed' })
  expect(instance.error).not.toBe('')
  expect(s.engine.store.messages).toEqual([])
})

test('a letter has its subject, and the session its name', async () => {
  const s = await stand()
  const path = RUN.replace('send_line_1', 'send_line_2')
  const account = { type: 'inbox', account: 'p.serov@severny-veter.example' }
  await sent(s, { account, subject: 'Order 15' }, path)
  expect(s.engine.store.deliveries).toMatchObject([{ subject: 'Order 15' }])
  expect(s.engine.store.sessions).toMatchObject([{ subject: 'Order 15' }])
})

test('an initiator is the owner of the token', async () => {
  const s = await stand()
  await sent(s, { author: 'initiator' })
  expect(s.engine.store.messages).toMatchObject([{ author: { kind: 'operator', id: 'op-3' } }])
  Object.assign(s.engine.store.lines[0]!, { supervisors: [] })
  expect(await sent(s, { author: 'initiator' })).toMatchObject({ state: 'failed' })
  expect(s.engine.store.messages).toHaveLength(1)
})

test('there are processes of our module for our lines only', async () => {
  const s = await stand()
  expect((await run(s, {}, RUN.replace('line_1', 'line_9'))).status).toBe(404)
  expect((await run(s, {}, RUN.replace('ext_5', 'ext_6'))).status).toBe(404)
})

test('instances are listed newest first with what they were started with, page by page', async () => {
  const s = await stand()
  for (const mark of ['one', 'two', 'three']) await sent(s, { request_key: mark })
  const marks = async (body: object) =>
    (await s.ask('POST', INSTANCES, body)).json.result.result.map(
      (item: { context: { request_key: string } }) => item.context.request_key,
    )
  expect(await marks({ from: 0, size: 2 })).toEqual(['three', 'two'])
  expect(await marks({ from: 2, size: 2 })).toEqual(['one'])
  expect((await s.ask('GET', `${INSTANCES}?size=1`)).json.result.total).toBe(3)
})

describe('a process that', () => {
  test('never finishes stays running and sends nothing', async () => {
    const s = await stand()
    await s.ask('POST', '/_sandbox/profile', { runs: 'never-finish', runMs: 0 })
    const { json } = await run(s)
    await s.ask('POST', '/_sandbox/profile', { runs: 'finish' })
    await sent(s, { request_key: 'later' })
    expect(await read(s, json.context.__id)).toMatchObject({ state: 'running' })
    expect(s.engine.store.deliveries).toHaveLength(1)
  })

  test('fails says so and sends nothing', async () => {
    const s = await stand()
    await s.ask('POST', '/_sandbox/profile', { runs: 'fail' })
    expect(await sent(s)).toMatchObject({ state: 'failed' })
    expect(s.engine.store.deliveries).toEqual([])
  })

  test('was started before the sandbox went back to its seed sends nothing', async () => {
    const s = await stand()
    await s.ask('POST', '/_sandbox/profile', { runMs: 20 })
    await run(s)
    await s.ask('POST', '/_sandbox/reset', {})
    await sent(s, { request_key: 'after' })
    await until(() => s.engine.store.runs.every(({ state }) => state !== 'running'))
    expect(s.engine.store.deliveries).toHaveLength(1)
  })
})
