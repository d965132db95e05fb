import { describe, expect, it } from 'vitest'
import { historyClient } from '../../src/gateway/client/history.ts'
import { gatewayHttp } from '../../src/gateway/client/http.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { gatewayBefore, world, type World } from './with-sandbox.ts'

/** All that was said with a contact, by the sandbox's own store: the oracle. */
function saidWith({ sandbox }: World, contactId: string): string[] {
  const { sessions, messages } = sandbox.engine.store
  const own = new Set(sessions.filter((one) => one.contactId === contactId).map(({ id }) => id))
  return messages.filter(({ sessionId }) => own.has(sessionId)).map(({ text }) => text)
}

describe.each(Object.keys(DIALECTS))('before %s', (dialect) => {
  it('the whole history of a customer comes page by page, in order, for a bounded number of questions each', async () => {
    const there = await world(dialect)
    const gateway = await gatewayBefore(there, { pollMs: 60_000 })
    for (const [contactId, pages] of [
      ['c-11', 8],
      ['c-1', 1],
      ['c-3', 1],
    ] as const) {
      const token = await gateway.context('op-1', { type: 'contact', id: contactId })
      const context = { current: async () => token, renewed: async () => token }
      const http = gatewayHttp({ gateway: gateway.url, context, locale: () => 'en' })
      const client = historyClient(http)
      const found: WireMessage[] = []
      const sessions = new Set<string>()
      const asked: number[] = []
      let cursor: string | null = null
      do {
        const before = there.sandbox.engine.store.requests.length
        const page = await client.timeline(contactId, { of: 'account' }, cursor)
        asked.push(there.sandbox.engine.store.requests.length - before)
        found.unshift(...page.items)
        for (const { id } of page.sessions) sessions.add(id)
        cursor = page.next
      } while (cursor !== null)
      expect(found.map(({ text }) => text.trim())).toEqual(saidWith(there, contactId))
      expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted())
      expect(found.every(({ sessionId }) => sessions.has(sessionId))).toBe(true)
      expect(asked.length).toBeGreaterThanOrEqual(pages)
      // Besides the pages themselves: who asks, the lines, the contact, and for open sessions whether they may be answered.
      expect(Math.max(...asked), `${contactId}: ${asked.join(', ')}`).toBeLessThanOrEqual(24)
    }
  })
})
