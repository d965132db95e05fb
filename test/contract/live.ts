import { describe, expect, test } from 'vitest'
import type { Host, HookEvent } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import { failureOf, messageToPavel, PAVEL, settled } from './steps.ts'

/** Listens until the test is over. */
async function ear(host: Host) {
  const heard: HookEvent[] = []
  const leaving = new AbortController()
  const { promise: listens, resolve } = Promise.withResolvers<void>()
  const over = host.live!.listen(
    {
      onListening: resolve,
      onPush: (pushes) => heard.push(...pushes.filter((push): push is HookEvent => 'sessionId' in push)),
    },
    leaving.signal,
  )
  await Promise.race([listens, over])
  const leave = async () => {
    leaving.abort()
    await over
  }
  return { heard, leave, sessions: () => new Set(heard.map(({ sessionId }) => sessionId)) }
}

/** What a host pushes over a connection that we open: everything that a conversation shows, and nothing of the time before. */
export function listening(suite: Suite): void {
  describe('a host that is listened to', () => {
    test('tells where a customer wrote and how far a message came, each event by an id of its own', async () => {
      const { host, oracle } = suite.running()
      const { heard, leave, sessions } = await ear(host)
      const request = await messageToPavel(host)
      await settled(host, request, await host.sender.send(request))
      const { channel, address } = PAVEL
      await oracle.customer({ channel, address, action: 'write', text: 'Thank you' })
      const { messages } = await oracle.store()
      const { sessionId } = messages.find(({ text }) => text === request.text)!
      await expect.poll(() => [...sessions()]).toContain(sessionId)
      const before = heard.length
      await oracle.customer({ channel, address, action: 'read' })
      await expect.poll(() => heard.length).toBeGreaterThan(before)
      expect(heard.at(-1)).toMatchObject({ kind: 'message', sessionId })
      expect(new Set(heard.map(({ eventId }) => eventId)).size).toBe(heard.length)
      await leave()
    })

    test('tells several listeners of one event by one id', async () => {
      const { host, oracle } = suite.running()
      const ears = await Promise.all([ear(host), ear(host)])
      const { channel, address } = PAVEL
      await oracle.customer({ channel, address, action: 'write', text: 'Thank you' })
      for (const { heard } of ears)
        await expect.poll(() => heard.map(({ kind }) => kind)).toContain('message')
      expect(ears[0].heard).toEqual(ears[1].heard)
      await Promise.all(ears.map(({ leave }) => leave()))
    })

    test('refuses who may not listen', async () => {
      const error = await failureOf(ear(suite.running().stranger))
      expect(error).toMatchObject({ code: 'wrong-credentials', happened: 'no' })
    })
  })
}
