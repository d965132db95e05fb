import { expect, test } from 'vitest'
import type { AfterKind } from '../../src/domain/after.ts'
import type { Host } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import { deliveriesOf, messageToPavel, settled } from './steps.ts'
import { testWhen } from './when.ts'

/** What each choice after sending needs of a host (R-AFTER-1). */
const NEEDS: Readonly<Record<AfterKind, (host: Host) => unknown>> = {
  'assign-to-me': (host) => host.routing?.assign,
  close: (host) => host.routing?.close,
  'hand-over': (host) => host.routing?.handOver && host.routing.targets,
}

/** What may be done beside and after the message. */
export function afterwards(suite: Suite): void {
  test('every choice for after sending that the policy declares can be done (R-AFTER-1)', () => {
    const { host } = suite.running()
    for (const kind of host.policy.after ?? [])
      expect({ kind, can: Boolean(NEEDS[kind](host)) }).toEqual({ kind, can: true })
  })

  const tagged = suite.capabilities.includes('tags')
  const tagsOf = async (text: string) => {
    const { messages, sessions } = await suite.running().oracle.store()
    const { sessionId } = messages.find((message) => message.text === text)!
    return sessions.find(({ id }) => id === sessionId)!.tags
  }

  testWhen(tagged)('tags stay with the session, beside those that are there (R-TAG-1)', async () => {
    const { host } = suite.running()
    const [first, second] = await host.tags!.list()
    const request = await messageToPavel(host, { tags: [first!] })
    const found = await settled(host, request, await host.sender.send(request))
    expect(await tagsOf(request.text)).toEqual([first])
    const sessionId = found.state === 'sent' ? found.sessionId : null
    const again = await messageToPavel(host, { sessionId, tags: [second!] })
    await settled(host, again, await host.sender.send(again))
    expect(await tagsOf(request.text)).toEqual([first, second])
  })

  testWhen(tagged)(
    'tags that cannot be set never turn a message that has gone out into a failure',
    async () => {
      const { host, oracle } = suite.running()
      const [tag] = await host.tags!.list()
      const request = await messageToPavel(host, { tags: [tag!] })
      await oracle.fault({ on: 'route', kind: 'status-500', times: 10 })
      // Some hosts are told the tags before the message, and then nothing goes out.
      const accepted = await host.sender.send(request).then(
        () => 1,
        () => 0,
      )
      expect(await deliveriesOf(suite.running(), request.text)).toBe(accepted)
    },
  )
}
