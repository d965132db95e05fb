import { request } from 'node:http'
import { expect, test } from 'vitest'
import { stand } from './stand.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' }

test('shows the whole store in the shapes of the interfaces', async () => {
  const { ask } = await stand({ seed: 'demo' })
  const { json } = await ask('GET', '/_sandbox')
  expect(json.contacts[0]).toMatchObject({ id: 'c-1', name: 'Pavel Serov' })
  expect(json.accounts[0]).toMatchObject({ contactId: 'c-1', ...PAVEL, blocked: false })
  expect(json.lines[0]).toMatchObject({ id: 'line-1', name: 'Support', channels: ['whatsapp'] })
  expect(json.sessions[0]).toMatchObject({ contactId: 'c-11', lineId: 'line-1', state: 'closed' })
  expect(Object.keys(json.messages[0])).toEqual(
    expect.arrayContaining(['id', 'sessionId', 'direction', 'text', 'status', 'at']),
  )
  expect(json.requests).toEqual([])
  expect((await ask('GET', '/_sandbox/')).json).toEqual(json)
})

test('plays the customer and the other operators', async () => {
  const { ask, engine } = await stand()
  const wrote = await ask('POST', '/_sandbox/customer', { ...PAVEL, action: 'write', text: 'Hello' })
  const { sessionId } = wrote.json
  expect(engine.messagesOf(sessionId)).toMatchObject([{ text: 'Hello', direction: 'inbound' }])
  await ask('POST', '/_sandbox/assign', { sessionId, operatorId: 'op-2' })
  await ask('POST', '/_sandbox/host-message', { sessionId, operatorId: 'op-2', text: 'Good day' })
  expect(engine.store.deliveries).toMatchObject([{ text: 'Good day', sessionId }])
  await ask('POST', '/_sandbox/close', { sessionId })
  expect(engine.store.sessions[0]!.state).toBe('closed')
  const form = { contactId: 'c-1', lineId: 'line-1', ...PAVEL, operatorId: 'op-2', text: 'Again' }
  expect((await ask('POST', '/_sandbox/host-session', form)).status).toBe(200)
  expect((await ask('POST', '/_sandbox/host-session', form)).status).toBe(409)
  await ask('POST', '/_sandbox/operator', { id: 'op-2', status: 'offline' })
  expect(engine.store.operators[1]!.status).toBe('offline')
})

test('moves the clock and goes back to a seed', async () => {
  const { ask, engine } = await stand()
  await ask('POST', '/_sandbox/clock', { advanceMs: 3_600_000 })
  expect(engine.store.clockOffsetMs).toBe(3_600_000)
  await ask('POST', '/_sandbox/reset', { seed: 'demo' })
  expect(engine.store).toMatchObject({ seed: 'demo', clockOffsetMs: 0 })
})

test.each([
  ['/_sandbox/customer', { ...PAVEL, action: 'shout' }, 'action'],
  ['/_sandbox/customer', { ...PAVEL, channel: 'pigeon', action: 'write' }, 'channel'],
  ['/_sandbox/customer', { ...PAVEL, action: 'write', txt: 'Hi' }, 'txt'],
  ['/_sandbox/customer', { ...PAVEL, action: 'write' }, 'text'],
  ['/_sandbox/faults', { on: 'any', kind: 'earthquake', times: 1 }, 'kind'],
  ['/_sandbox/faults', { on: 'any', kind: 'slow', times: 0 }, 'times'],
  ['/_sandbox/clock', { advanceMs: -1 }, 'advanceMs'],
  ['/_sandbox/reset', { seed: 'party' }, 'seed'],
  ['/_sandbox/reset', '{"seed":', 'JSON'],
])('POST %s with %j is a 400 that names %s', async (path, body, word) => {
  const { ask } = await stand()
  const { status, json } = await ask('POST', path, body)
  expect(status).toBe(400)
  expect(json.error).toContain(word)
})

test('an unknown id is a 404 with a sentence', async () => {
  const { ask } = await stand()
  const { status, json } = await ask('POST', '/_sandbox/close', { sessionId: 's-404' })
  expect([status, json.error]).toEqual([404, 'There is no session "s-404".'])
})

test('refuses web pages of other origins, and names that only point here', async () => {
  const { ask, url, port } = await stand()
  const origins = ['https://evil.example', 'null', `http://localhost:${port + 1}`]
  for (const origin of origins)
    expect((await ask('GET', '/_sandbox', undefined, { origin })).status).toBe(403)
  for (const origin of [url, `http://127.0.0.1:${port}`])
    expect((await ask('GET', '/_sandbox', undefined, { origin })).status).toBe(200)
  expect(await statusWithHost(port, 'evil.example')).toBe(403)
  expect(await statusWithHost(port, `localhost:${port}`)).toBe(200)
})

test('tells events as they happen', async () => {
  const { engine, url } = await stand()
  const response = await fetch(`${url}/_sandbox/events`)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = (await reader.read()).value ?? ''
  engine.customer({ channel: 'whatsapp', address: '+79123456789', action: 'write', text: 'Hello' })
  while (!heard.includes('event: message')) heard += (await reader.read()).value ?? ''
  expect(heard).toMatch(/event: hello[\s\S]*event: session-opened[\s\S]*"text":"Hello"/)
  await reader.cancel()
})

/** `fetch` sets the host's name itself. */
function statusWithHost(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/_sandbox', headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.once('error', reject)
    asked.end()
  })
}
