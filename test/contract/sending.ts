import { describe, expect, test } from 'vitest'
import type { Suite } from './host-contract.ts'
import { deliveriesOf, failureOf, messageToPavel, settled } from './steps.ts'

/** Sending, and finding out what became of it. */
export function sending(suite: Suite): void {
  describe('sending', () => {
    test('starts a session, reaches the customer once, and is found again', async () => {
      const { host, oracle } = suite.running()
      const request = await messageToPavel(host)
      const found = await settled(host, request, await host.sender.send(request))
      const { messages, sessions } = await oracle.store()
      const message = messages.find(({ text }) => text === request.text)!
      expect(found).toMatchObject({ state: 'sent', sessionId: message.sessionId, messageId: message.id })
      const session = sessions.find(({ id }) => id === message.sessionId)!
      expect(session).toMatchObject({ contactId: 'c-1', lineId: 'line-1', channel: 'whatsapp' })
      expect(session.state).not.toBe('closed')
      expect(await deliveriesOf(suite.running(), request.text)).toBe(1)
    })

    test('goes into the session that is open', async () => {
      const { host, oracle } = suite.running()
      const opening = await messageToPavel(host)
      const opened = await settled(host, opening, await host.sender.send(opening))
      const sessionId = opened.state === 'sent' ? opened.sessionId : null
      const request = await messageToPavel(host, { sessionId })
      const found = await settled(host, request, await host.sender.send(request))
      expect(found).toMatchObject({ state: 'sent', sessionId })
      const { messages } = await oracle.store()
      expect(messages.find(({ text }) => text === request.text)!.sessionId).toBe(sessionId)
      expect(await deliveriesOf(suite.running(), request.text)).toBe(1)
    })

    test('keeps the text as it is: markup, emoji, other scripts, line breaks', async () => {
      const { host } = suite.running()
      const text = 'Готов 🎉 <script>alert(1)</script> {$text} %s \u202Eabc\u202C\nשלום "x" \\ \'y\''
      const request = await messageToPavel(host, { text })
      expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
      expect(await deliveriesOf(suite.running(), text)).toBe(1)
    })

    test('several at once are told apart', async () => {
      const { host, oracle } = suite.running()
      const requests = await Promise.all(Array.from({ length: 5 }, () => messageToPavel(host)))
      const receipts = await Promise.all(requests.map((request) => host.sender.send(request)))
      // Without the receipts, as after a crash; a blind host would know nothing.
      const blind = host.sender.certainty === 'blind'
      const found = await Promise.all(
        requests.map((request, index) => settled(host, request, blind ? receipts[index]! : null)),
      )
      const { messages } = await oracle.store()
      expect(found).toMatchObject(
        requests.map((request) => {
          const { id, sessionId } = messages.find(({ text }) => text === request.text)!
          return { state: 'sent', sessionId, messageId: id }
        }),
      )
    })

    test('from a line that does not send so proves that nothing was done', async () => {
      const { host, oracle } = suite.running()
      const before = await oracle.store()
      const line = { ...(await host.lines.list())[0]!, id: 'line-none' }
      const request = await messageToPavel(host, { line })
      expect(await failureOf(host.sender.send(request))).toMatchObject({ happened: 'no' })
      expect((await oracle.store()).messages).toHaveLength(before.messages.length)
    })

    test('with a wrong token proves that nothing was done', async () => {
      const { host, stranger } = suite.running()
      const request = await messageToPavel(host)
      expect(await failureOf(stranger.sender.send(request))).toMatchObject({
        code: 'wrong-credentials',
        kind: 'fix-setup',
        happened: 'no',
      })
      expect(await deliveriesOf(suite.running(), request.text)).toBe(0)
    })

    test('finding what was never sent is a proof of absence, or an admission that the host cannot tell', async () => {
      const { host } = suite.running()
      const request = await messageToPavel(host)
      const { state } = await host.sender.find(request, null)
      expect(host.sender.certainty === 'blind' ? ['unknowable'] : ['absent']).toContain(state)
      // Another message with the same text, sent by other hands, is not ours.
      const other = { ...request, mark: `${request.mark}-other` }
      await settled(host, other, await host.sender.send(other))
      expect((await host.sender.find(request, null)).state).not.toBe('sent')
    })
  })
}
