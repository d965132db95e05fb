import { expect, test } from 'vitest'
import { ask, stand } from './edna-stand.ts'

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
  expect(await logins('?states=ALL')).toEqual(['olga', 'irina', 'denis', 'timofey', 'sofia', 'vera'])
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
