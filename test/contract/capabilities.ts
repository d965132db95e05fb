import { expect, test } from 'vitest'
import { describeWhen, testWhen } from './when.ts'
import type { HookEvent } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import { deliveriesOf, failureOf, messageToPavel, PAVEL, settled } from './steps.ts'

/** What only some hosts can do. */
export function capabilities(suite: Suite): void {
  const openSession = async () => {
    const { host, oracle } = suite.running()
    const request = await messageToPavel(host)
    await settled(host, request, await host.sender.send(request))
    const { messages } = await oracle.store()
    return messages.find(({ text }) => text === request.text)!.sessionId
  }
  const onHost = async (id: string) =>
    (await suite.running().oracle.store()).sessions.find((one) => one.id === id)!
  const readHook = (headers: Record<string, string>, rawBody: string) =>
    suite.running().host.hooks!.read(new Headers(headers), rawBody)
  const has = (capability: Suite['capabilities'][number]) => suite.capabilities.includes(capability)

  describeWhen(has('operators'))('operators', () => {
    test('are known by id, with their names', async () => {
      const { host, oracle } = suite.running()
      for (const { id, name, status } of (await oracle.store()).operators) {
        const operator = (await host.operators!.get(id))!
        expect(operator).toMatchObject({ id, name })
        expect([status, null]).toContain(operator.status)
      }
    })
    test('that do not exist are null', async () => {
      expect(await suite.running().host.operators!.get('op-none')).toBeNull()
    })
  })

  describeWhen(has('records'))('a record', () => {
    const types = suite.recordTypes ?? ['contact', 'deal', 'order']
    test('leads to its contact', async () => {
      const { host, oracle } = suite.running()
      const { deals, orders } = await oracle.store()
      const leadsTo = async (type: (typeof types)[number], id: string, contactId: string | null) =>
        expect(await host.records!.contactOf({ type, id })).toBe(types.includes(type) ? contactId : null)
      for (const { id, contactId } of deals.slice(0, 5)) await leadsTo('deal', id, contactId)
      for (const { id, contactId } of orders.slice(0, 5)) await leadsTo('order', id, contactId)
      await leadsTo('contact', 'c-1', 'c-1')
    })
    test('has fields with names of their own, and values as people read them (R-TPL-6)', async () => {
      const { host, oracle } = suite.running()
      const { deals, orders } = await oracle.store()
      const ids = { contact: 'c-1', deal: deals[0]!.id, order: orders[0]!.id }
      for (const type of types) {
        const fields = (await host.records!.fields?.({ type, id: ids[type] })) ?? []
        expect(fields.every(({ id, label }) => id.startsWith(`${type}.`) && label.trim() !== '')).toBe(true)
        expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
        const values = fields.flatMap(({ value }) => value ?? [])
        expect(values.filter((value) => value.trim() === '' || /[{}[\]]/.test(value))).toEqual([])
        expect(values.length > 0).toBe(host.records!.fields !== undefined)
      }
      expect(await host.records!.fields?.({ type: 'no-such-type', id: 'd-1' })).toEqual(
        host.records!.fields && [],
      )
    })
    test.each([
      { type: 'deal', id: 'd-none' },
      { type: 'deal', id: '..' },
      { type: 'no-such-type', id: 'd-1' },
      { type: 'constructor', id: 'd-1' },
    ])('that does not exist leads nowhere: $type $id', async (record) => {
      expect(await suite.running().host.records!.contactOf(record)).toBeNull()
    })
  })

  describeWhen(has('routing'))('routing', () => {
    test('assigns a session', async () => {
      const id = await openSession()
      await suite.running().host.routing!.assign(id, 'op-2')
      expect(await onHost(id)).toMatchObject({ state: 'active', operatorId: 'op-2' })
    })

    test('refuses people and sessions that do not exist, and changes nothing', async () => {
      const { host } = suite.running()
      const id = await openSession()
      const before = await onHost(id)
      for (const [session, operator] of [
        [id, 'op-none'],
        ['s-none', 'op-2'],
        ['..', 'op-2'],
      ] as const) {
        const error = await failureOf(host.routing!.assign(session, operator))
        expect(error).toMatchObject({ code: 'unknown-id', happened: 'no' })
      }
      expect(await onHost(id)).toEqual(before)
    })

    test('meets a mishap once, without repeating the deed', async () => {
      const { host, oracle } = suite.running()
      const id = await openSession()
      await oracle.fault({ on: 'route', kind: 'lost-after' })
      expect(await failureOf(host.routing!.assign(id, 'op-2'))).toMatchObject({
        code: 'host-unreachable',
        happened: 'maybe',
      })
      expect(await onHost(id)).toMatchObject({ operatorId: 'op-2' })
    })

    testWhen(has('close'))('closes for its operator', async () => {
      const { host } = suite.running()
      const id = await openSession()
      await host.routing!.assign(id, 'op-2')
      await host.routing!.close!(id, 'op-2')
      expect((await onHost(id)).state).toBe('closed')
    })

    testWhen(has('close') && !suite.anybodyCloses)('does not close for another', async () => {
      const { host } = suite.running()
      const id = await openSession()
      await host.routing!.assign(id, 'op-2')
      const error = await failureOf(host.routing!.close!(id, 'op-1'))
      expect(error).toMatchObject({ code: 'not-allowed', kind: 'not-allowed', happened: 'no' })
      expect((await onHost(id)).state).toBe('active')
    })
  })

  describeWhen(has('hooks'))('what the host pushes', () => {
    const event: HookEvent = { eventId: 'event-1', kind: 'message', sessionId: 's-1' }
    const call = (patch: object = {}) => suite.hook!({ ...event, ...patch })
    const pushed = suite.pushes ?? (['message', 'session-opened', 'session-closed'] as const)
    test.each(pushed)('is translated: %s', (kind) => {
      const { headers, rawBody, eventId = event.eventId } = call({ kind })
      expect(readHook(headers, rawBody)).toEqual([{ ...event, kind, eventId }])
    })

    test('is refused without the right secret', () => {
      const { headers, rawBody } = call()
      const wrong = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `${value}x`]))
      const shorter = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.slice(1)]),
      )
      for (const shown of [{}, wrong, shorter])
        expect(() => readHook(shown, rawBody)).toThrowError(expect.objectContaining({ code: 'not-allowed' }))
    })

    test.each(['', '{', '[]', 'null', '{}', '"text"'])(
      'is refused when it is not what we agreed on: %j',
      (rawBody) => {
        expect(() => readHook(suite.hook!(event, rawBody).headers, rawBody)).toThrowError(
          expect.objectContaining({ code: 'bad-request' }),
        )
      },
    )
  })

  describeWhen(has('identity'))('the identity of who is in front of a page', () => {
    const words = 'firstline-AB2C3D4E'
    const author = (sessionId: string) => suite.running().host.identity!.authorOfNote(sessionId, words)

    test('is proved by an internal note, which goes to no customer', async () => {
      const { oracle } = suite.running()
      const id = await openSession()
      expect(await author(id)).toBeNull()
      await oracle.note({ sessionId: id, operatorId: 'op-2', text: words })
      await oracle.note({ sessionId: id, operatorId: 'op-3', text: words })
      expect(await author(id)).toBe('op-2')
      expect(await deliveriesOf(suite.running(), words)).toBe(0)
    })
    test('is proved by nothing but these words alone, in this session', async () => {
      const { oracle } = suite.running()
      const id = await openSession()
      const { sessions } = await oracle.store()
      const other = sessions.find((session) => session.id !== id)!
      await oracle.note({ sessionId: id, operatorId: 'op-2', text: `What is ${words}?` })
      await oracle.note({ sessionId: other.id, operatorId: 'op-2', text: words })
      expect(await author(id)).toBeNull()
    })
    test('is not proved by what the customer or an operator says to the other', async () => {
      const { oracle } = suite.running()
      const { channel, address, contactId } = PAVEL
      await oracle.customer({ channel, address, action: 'write', text: words })
      const session = (await oracle.store()).sessions.find(
        (one) => one.contactId === contactId && one.channel === channel && one.state !== 'closed',
      )!
      expect(await author(session.id)).toBeNull()
      await oracle.message({ sessionId: session.id, operatorId: 'op-2', text: words })
      expect(await author(session.id)).toBeNull()
    })
    test('is nobody’s in a session that does not exist', async () => {
      for (const id of ['s-none', '..', 's-99999']) expect(await author(id)).toBeNull()
    })
    test('names a session as the host’s page does', async () => {
      const { identity } = suite.running().host
      const id = await openSession()
      expect(identity!.sessionShown(id.replace(/^s-/, ''))).toBe(id)
      for (const name of ['', '0', '-1', '1.5', '../1', '1/2', 'x'])
        expect(identity!.sessionShown(name)).toBeNull()
    })
  })
}
