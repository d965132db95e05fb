import { expect, it } from 'vitest'
import type { Session } from '../../src/sandbox/engine/index.ts'
import { AroundSchema } from '../../src/wire/history.ts'
import { gatewayBefore, world } from './with-sandbox.ts'

/** The session with the most messages, by the sandbox's own store. */
function longest(sessions: readonly Session[], messages: readonly { sessionId: string }[]): Session {
  const count = ({ id }: Session) => messages.filter(({ sessionId }) => sessionId === id).length
  return sessions.toSorted((one, other) => count(other) - count(one))[0]!
}

it('leads into the middle of a session and from there in both directions, without a gap', async () => {
  const there = await world()
  const { sessions, messages } = there.sandbox.engine.store
  const session = longest(sessions, messages)
  const said = messages.filter(({ sessionId }) => sessionId === session.id)
  const { ask, context } = await gatewayBefore(there, { pollMs: 60_000 })
  const token = await context('op-1', { type: 'contact', id: session.contactId })
  const here = `/v1/sessions/${session.id}`
  const middle = said[Math.floor(said.length / 2)]!

  for (const wanted of [`message=${middle.id}`, `at=${middle.at}`]) {
    const { status, json } = await ask('GET', `${here}/around?${wanted}`, { token })
    expect(status).toBe(200)
    const around = AroundSchema.parse(json)
    expect([around.found, around.items.some(({ id }) => id === middle.id)]).toEqual([true, true])
    const read = around.items.map(({ id }) => id)
    const page = async (cursor: string | null) => {
      const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
      return (await ask('GET', `${here}/messages${query}`, { token })).json
    }
    for (let next = around.next; next !== null;) {
      const older = await page(next)
      read.unshift(...older.items.map(({ id }: { id: string }) => id))
      next = older.next
    }
    for (const cursor of around.newer.toReversed())
      read.push(...(await page(cursor)).items.map(({ id }: { id: string }) => id))
    expect(read).toEqual(said.map(({ id }) => id))
  }
})

it('refuses a session, a message, a time and a cursor that are none', async () => {
  const there = await world()
  const { sessions, messages } = there.sandbox.engine.store
  const session = longest(sessions, messages)
  const { ask, context } = await gatewayBefore(there, { pollMs: 60_000 })
  const token = await context('op-1', { type: 'contact', id: session.contactId })
  const stranger = await context('nobody', { type: 'contact', id: session.contactId })
  const here = `/v1/sessions/${session.id}/around`
  const refused = async (path: string, as = token) => {
    const { status, json } = await ask('GET', path, { token: as })
    return [status, json.code, json.fields?.[0]?.path]
  }
  expect(await refused('/v1/sessions/nope/around?message=m-1')).toEqual([404, 'unknown-session', undefined])
  expect(await refused(here)).toEqual([422, 'invalid-query', 'message'])
  expect(await refused(`${here}?message=m-1&at=2026-01-01T00:00:00Z`)).toEqual([
    422,
    'invalid-query',
    'message',
  ])
  expect(await refused(`${here}?at=yesterday`)).toEqual([422, 'invalid-query', 'at'])
  expect(await refused(`${here}?message=m-1&cursor=not-ours`)).toEqual([422, 'bad-request', undefined])
  expect((await refused(`${here}?message=m-1`, stranger))[1]).toBe('unknown-operator')
  expect((await ask('GET', `${here}?message=m-1`)).status).toBe(401)
  // A message that is not there is an answer: nothing was found, and there is no more to look through.
  const { json } = await ask('GET', `${here}?message=never-said`, { token })
  expect(json).toMatchObject({ found: false, items: [], next: null })
})
