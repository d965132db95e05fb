import { describe, expect, it } from 'vitest'
import { listenTo, type Heard } from './stream-reader.ts'
import { ORIGIN } from './setup.ts'
import { eventually, gatewayBefore, world } from './with-sandbox.ts'

const PHONE = '+79123456789'
const texts = (heard: readonly Heard[]): string[] =>
  heard.filter(({ kind }) => kind === 'message').map(({ data }) => data.message.text)

describe('the live stream', () => {
  it('resumes from the cursor with nothing lost and nothing doubled', async () => {
    const there = await world()
    const { ask, context, url } = await gatewayBefore(there)
    const token = await context()
    const { cursor } = (await ask('GET', '/v1/card', { token })).json
    const written: string[] = []
    const write = async (text: string): Promise<void> => {
      written.push(text)
      await there.customer('whatsapp', PHONE, 'write', text)
    }

    const heard: Heard[] = []
    let place = cursor
    for (let round = 0; round < 4; round += 1) {
      const ear = await listenTo(url, token, place)
      await write(`listening ${round}`)
      await eventually(
        () => texts(ear.heard).length,
        (count) => count > 0,
      )
      ear.leave()
      await ear.ended
      heard.push(...ear.heard)
      place = ear.heard.findLast(({ id }) => id !== null)?.id ?? place
      await write(`away ${round}`)
    }
    const last = await listenTo(url, token, place)
    await eventually(
      () => texts([...heard, ...last.heard]).length,
      (count) => count >= written.length,
    )
    expect(texts([...heard, ...last.heard]).filter((text) => written.includes(text))).toEqual(written)
    const ids = [...heard, ...last.heard].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('asks to load the card again when the cursor is none of ours', async () => {
    const { context, url } = await gatewayBefore(await world())
    const ear = await listenTo(url, await context(), 'no-such-cursor')
    await eventually(
      () => ear.heard.length,
      (count) => count > 0,
    )
    expect(ear.heard.map(({ kind }) => kind)).toEqual(['reload'])
  })

  it('tells nobody about another contact', async () => {
    const there = await world()
    const { ask, context, url } = await gatewayBefore(there)
    const own = await context('op-1', { type: 'contact', id: 'c-1' })
    const other = await context('op-2', { type: 'contact', id: 'c-2' })
    const { cursor } = (await ask('GET', '/v1/card', { token: own })).json
    const ears = [await listenTo(url, own, cursor), await listenTo(url, other, cursor)] as const
    await there.customer('whatsapp', PHONE, 'write', 'Only for one card')
    await eventually(
      () => texts(ears[0].heard).length,
      (count) => count > 0,
    )
    expect(texts(ears[0].heard)).toContain('Only for one card')
    expect(texts(ears[1].heard)).toEqual([])
  })

  it('ends with its context', async () => {
    const there = await world()
    const clock = { ahead: 0 }
    const now = () => new Date(Date.now() + clock.ahead)
    const { context, url, ask } = await gatewayBefore(there, {}, { now })
    const token = await context()
    const { cursor } = (await ask('GET', '/v1/card', { token })).json
    clock.ahead = 10 * 60 * 1000 - 1500
    const ear = await listenTo(url, token, cursor)
    expect(ear.status).toBe(200)
    await ear.ended
    clock.ahead += 2000
    expect((await listenTo(url, token, cursor)).status).toBe(401)
  })

  it('ends when the gateway stops', async () => {
    const gateway = await gatewayBefore(await world())
    const token = await gateway.context()
    const { cursor } = (await gateway.ask('GET', '/v1/card', { token })).json
    const ear = await listenTo(gateway.url, token, cursor)
    await gateway.stop()
    expect(await ear.ended).toBeUndefined()
  })

  it('is not for foreign pages', async () => {
    const gateway = await gatewayBefore(await world())
    const token = await gateway.context()
    const from = (origin: string) =>
      gateway.ask('GET', '/v1/stream?cursor=0', { token, headers: { Origin: origin } })
    expect((await from('https://evil.example')).json.code).toBe('origin-refused')
    expect(ORIGIN).not.toBe('https://evil.example')
  })
})

describe('what the host pushes', () => {
  const headers = { 'X-Firstline-Hook': 'sandbox-hook' }

  it('is looked at once, however often it comes', async () => {
    const there = await world()
    const gateway = await gatewayBefore(there, { pollMs: 600_000 })
    there.sandbox.setGateway(null)
    await there.customer('whatsapp', PHONE, 'write', 'Pushed')
    const session = there.sandbox.engine.store.messages.find(({ text }) => text === 'Pushed')?.sessionId
    const token = await gateway.context()
    const { cursor } = (await gateway.ask('GET', '/v1/card', { token })).json
    const ear = await listenTo(gateway.url, token, cursor)
    await there.customer('whatsapp', PHONE, 'write', 'Pushed again')

    const readings = () =>
      there.sandbox.engine.store.requests.filter(({ path }) => path.endsWith('/messages')).length
    const before = readings()
    const body = { eventId: 'event-1', event: 'message', session }
    const hook = () => gateway.ask('POST', '/v1/hooks/sandbox', { headers, body })
    expect((await hook()).status).toBe(202)
    await eventually(
      () => texts(ear.heard),
      (found) => found.includes('Pushed again'),
    )
    const once = readings() - before
    expect(once).toBeGreaterThan(0)
    for (let again = 0; again < 5; again += 1) expect((await hook()).status).toBe(202)
    await gateway.ask('POST', '/v1/hooks/sandbox', { headers, body: { ...body, eventId: 'event-2' } })
    await eventually(
      () => readings() - before,
      (count) => count > once,
    )
    expect(readings() - before).toBe(once * 2)
    expect(texts(ear.heard).filter((text) => text === 'Pushed again')).toHaveLength(1)
  })

  it('is refused with a wrong secret, an unknown workspace, another body, or too many bytes', async () => {
    const { ask } = await gatewayBefore(await world())
    const body = { eventId: 'e', event: 'message', session: 's' }
    const cases = [
      [await ask('POST', '/v1/hooks/sandbox', { body }), 401],
      [await ask('POST', '/v1/hooks/sandbox', { body, headers: { 'X-Firstline-Hook': 'wrong' } }), 401],
      [await ask('POST', '/v1/hooks/other', { body, headers }), 404],
      [await ask('POST', '/v1/hooks/sandbox', { body: 'not json', headers }), 400],
      [await ask('POST', '/v1/hooks/sandbox', { body: { event: 'party' }, headers }), 400],
      [await ask('POST', '/v1/hooks/sandbox', { body: 'x'.repeat(200_000), headers }), 413],
    ] as const
    expect(cases.map(([{ status }]) => status)).toEqual(cases.map(([, status]) => status))
  })
})
