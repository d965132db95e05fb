import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ask, stand } from './edna-stand.ts'
import { until } from './stand.ts'

/** The number of the thread that Pavel opens by writing. */
async function opened() {
  const there = await stand()
  const { session } = there.write() as { session: { id: string } }
  return { ...there, id: session.id, number: session.id.slice(2) }
}

test('threads come in pages without a total; a number stands for the channel, and nothing filters by client', async () => {
  const { center, engine, profile } = await stand()
  await profile({ pageMax: 2 })
  const open = engine.store.sessions.filter(({ state }) => state !== 'closed')
  const found: unknown[] = []
  for (let page = 0; page < open.length; page += 1)
    found.push(...(await center('GET', `threads?page=${page}&size=50&clientId=1`)).json)
  expect(found).toHaveLength(open.length)
  expect(found).toContainEqual(expect.objectContaining({ id: 4, channel: 2, currentAgentLogin: 'irina' }))
  expect((await center('GET', 'threads?page=99&size=50')).json).toEqual([])
})

test('a thread is assigned by the integrator alone, and not when it is closed', async () => {
  const { center, engine, number, id, logIn } = await opened()
  const olga = await logIn({ login: 'olga', password: 'sandbox-token-op-1' })
  const assign = async (headers = {}) =>
    (await center('PUT', `threads/${number}/assign`, { login: 'irina' }, headers)).status
  expect(await assign(olga)).toBe(403)
  expect(await assign()).toBe(200)
  expect(engine.session(id)).toMatchObject({ state: 'active', operatorId: 'op-2' })
  engine.close(id, null)
  expect(await assign()).toBe(400)
})

test.each([
  ['TO_FREE_SLOT', 400],
  ['TO_READY_OPERATOR', 400],
  ['TO_ROUTING', 200],
])('a transfer %s to a skill where nobody is ready answers %d', async (transferMode, status) => {
  const { center, engine, number } = await opened()
  for (const { id } of engine.store.operators) engine.setOperatorStatus(id, 'out')
  const body = { transferMode, userIds: null, skillIds: [1], unitIds: null, comment: 'Please' }
  expect((await center('PUT', `threads/${number}/transfer`, body)).status).toBe(status)
})

test('agents have no names, and are asked for by several states', async () => {
  const { center, engine } = await stand('empty')
  engine.setOperatorStatus('op-2', 'finishing')
  const logins = async (query: string) =>
    (await center('GET', `agents${query}`)).json.map(({ login }: { login: string }) => login)
  expect(await logins('?states=ALL')).toEqual(['olga', 'irina', 'denis', 'timofey', 'sofia'])
  expect(await logins('?states=PRE_INACTIVE&states=OUTGOING')).toEqual(['irina', 'timofey'])
  expect((await center('GET', 'agents')).json[0]).not.toHaveProperty('name')
})

test('the history of a thread is the chatbot’s, and has no ids', async () => {
  const { url, center, number } = await opened()
  expect((await center('GET', `chatbot/messages?threadId=${number}`)).status).toBe(401)
  const token = { authorization: 'Bearer sandbox-token-chatbot' }
  const path = `/chat-center/api/v1/chatbot/messages?threadId=${number}`
  const { json } = await ask(url, 'GET', path, undefined, token)
  expect(json.at(-1)).toEqual({ text: 'Hi', sender: 'CLIENT', receivedDate: expect.any(String) })
})

test('there is no way to close a thread, to tag it or to find a client by name', async () => {
  const { center, number } = await opened()
  for (const path of [`threads/${number}/close`, `threads/${number}/tags`, 'clients/search'])
    expect((await center('PUT', path, {})).status).toBe(404)
})

test('every message is pushed to the bot’s webhook, with its place in the thread, again and again if need be', async () => {
  const { write, setGateway, engine, profile } = await stand('empty')
  const heard: { url: string; body: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += part))
    request.on('end', () => {
      const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
      // What Pulse asks and pushes has tests of its own.
      if (body['action'] === 'TRAINING') heard.push({ url: request.url ?? '', body })
      response.writeHead(202).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  setGateway({ url: `http://127.0.0.1:${port}`, secret: 'workspace-secret' })
  await profile({ pushTwice: true })
  write('One')
  const { id } = engine.store.sessions[0] as { id: string }
  await until(() => heard.length === 2)
  expect(heard[0]).toEqual(heard[1])
  expect(heard[0]).toMatchObject({
    url: '/v1/hooks/sandbox/sandbox-hook',
    body: {
      action: 'TRAINING',
      sessionId: id.slice(2),
      messageIndex: 1,
      messageOwner: 'CLIENT',
      clientId: 'c-1',
    },
  })
})
