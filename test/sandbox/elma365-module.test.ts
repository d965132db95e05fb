import { describe, expect, test } from 'vitest'
import { MODULE, stand } from './stand.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const

describe('the methods of our module', () => {
  test('list lines and read sessions with their messages', async () => {
    const s = await stand()
    const { session } = s.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!
    expect((await s.ask('GET', `${MODULE}/lines`)).json.lines).toHaveLength(4)
    const found = {
      id: session.id,
      line: 'line-1',
      channelType: 'whatsapp',
      state: 'Waiting',
      chatId: PAVEL.address,
      operator: null,
    }
    const asked = { contact: { namespace: '_clients', code: '_contacts', id: 'c-1' }, from: 0, size: 10 }
    expect((await s.ask('POST', `${MODULE}/sessions`, asked)).json.sessions).toMatchObject([found])
    expect((await s.ask('GET', `${MODULE}/sessions/${session.id}`)).json.session).toMatchObject(found)
    const { json } = await s.ask('POST', `${MODULE}/messages`, { session: session.id, from: 0, size: 10 })
    expect(json.messages).toMatchObject([{ body: 'Hello', fromClient: true, operator: null }])
  })

  test.each([
    ['oldest-first', ['One', 'Two']],
    ['newest-first', ['Two', 'One']],
  ])('give messages %s by profile', async (messageOrder, bodies) => {
    const s = await stand()
    await s.ask('POST', '/_sandbox/profile', { messageOrder })
    s.engine.customer({ ...PAVEL, action: 'write', text: 'One' })
    const { session } = s.engine.customer({ ...PAVEL, action: 'write', text: 'Two' })!
    const { json } = await s.ask('POST', `${MODULE}/messages`, { session: session.id, from: 0, size: 10 })
    expect(json.messages.map(({ body }: { body: string }) => body)).toEqual(bodies)
  })

  test('tell that a message was read, and never that it arrived', async () => {
    const s = await stand()
    const { session } = s.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!
    s.engine.sendInto(session.id, 'op-2', 'Good day')
    const last = async () =>
      (await s.ask('POST', `${MODULE}/messages`, { session: session.id, from: 1, size: 1 })).json.messages[0]
    expect(await last()).toMatchObject({ fromClient: false, operator: 'op-2', isRead: false })
    s.engine.customer({ ...PAVEL, action: 'read' })
    expect(await last()).toMatchObject({ isRead: true })
  })

  test('assign a session, and close it on behalf of its operator only', async () => {
    const s = await stand()
    const { session } = s.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!
    const deed = (method: string, operator: string) =>
      s.ask('POST', `${MODULE}/${method}`, { session: session.id, operator })
    expect((await deed('assign', 'op-404')).status).toBe(404)
    expect((await deed('close', 'op-1')).status).toBe(403)
    expect((await deed('assign', 'op-1')).status).toBe(200)
    expect(s.engine.store.sessions[0]).toMatchObject({ state: 'active', operatorId: 'op-1' })
    expect((await deed('close', 'op-2')).status).toBe(403)
    await s.ask('POST', '/_sandbox/operator', { id: 'op-1', status: 'offline' })
    expect((await deed('close', 'op-1')).status).toBe(403)
    await s.ask('POST', '/_sandbox/operator', { id: 'op-1', status: 'active' })
    expect((await deed('close', 'op-1')).status).toBe(200)
    expect((await deed('close', 'op-1')).status).toBe(403)
    expect((await s.ask('GET', `${MODULE}/sessions/${session.id}`)).json.session.state).toBe('Closed')
  })

  test('put a session into the queue of an operator group of its own line, and of no other', async () => {
    const s = await stand()
    const { session } = s.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!
    const own = s.engine.store.lines.find(({ id }) => id === session.lineId)!.operatorGroups
    const foreign = s.engine.store.groups.find(({ id }) => !own.includes(id))!
    const handOver = (group: string) => s.ask('POST', `${MODULE}/queue`, { session: session.id, group })
    s.engine.assign(session.id, 'op-1')
    expect((await handOver('group-404')).status).toBe(404)
    expect((await handOver(foreign.id)).status).toBe(403)
    expect(s.engine.session(session.id)).toMatchObject({ state: 'active', operatorId: 'op-1' })
    expect((await handOver(own[0]!)).status).toBe(200)
    expect(s.engine.session(session.id)).toMatchObject({ state: 'queued', operatorId: null, groupId: own[0] })
  })

  test('are closed to strangers unless the profile opens them', async () => {
    const s = await stand()
    const ask = () => s.ask('GET', `${MODULE}/lines`, undefined, { authorization: '' })
    expect((await ask()).status).toBe(401)
    await s.ask('POST', '/_sandbox/profile', { moduleAccess: 'anonymous' })
    expect((await ask()).status).toBe(200)
  })

  test.each(['GET /sessions', 'POST /lines', 'GET /nothing', 'DELETE /close'])(
    'do not include %s',
    async (asked) => {
      const [verb = '', path = ''] = asked.split(' ')
      const s = await stand()
      expect((await s.ask(verb, `${MODULE}${path}`)).status).toBe(404)
    },
  )
})
