import { createRenderer, effectScope, nextTick } from '@vue/runtime-core'
import { createPinia } from 'pinia'
import { expect, it, onTestFinished } from 'vitest'
import type { GatewayClient } from '../../src/gateway/client/index.ts'
import { forgetLeft } from '../../widget/conversation/history/drawn-rows.ts'
import { useForgotten } from '../../widget/conversation/history/forgotten.ts'
import { useCard } from '../../widget/conversation/stores/card.ts'
import { useHistory } from '../../widget/conversation/stores/history.ts'
import { useMessages } from '../../widget/conversation/stores/messages.ts'
import '../../widget/conversation/stores/reading.ts'
import { useSessions } from '../../widget/conversation/stores/sessions.ts'
import { gatewayKey } from '../../widget/shared/gateway.ts'
import { mergedHistory } from './long-history.ts'

const COUNT = 4500

it('what a long history told of sessions is forgotten with their messages, and told again with them', async () => {
  const history = mergedHistory(COUNT, COUNT / 2)
  const read = (path: string, _schema: unknown, { cursor, at }: { cursor?: string; at?: string } = {}) => {
    expect(path).toBe('contacts/c-1/timeline')
    return Promise.resolve(history.answer(cursor ?? null, at ?? null))
  }
  const card = () => Promise.resolve('card' in history.scene ? history.scene.card : null)
  const app = createRenderer({} as never).createApp({})
  app.provide(gatewayKey, { http: { read }, card } as unknown as GatewayClient).use(createPinia())
  const [cards, messages, sessions, merged] = app.runWithContext(() => [
    useCard(),
    useMessages(),
    useSessions(),
    useHistory(),
  ])
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  app.runWithContext(() => scope.run(useForgotten))
  await cards.load()
  merged.show('account')
  const name = merged.key ?? ''
  const thread = messages.of(name)
  const heldSessions = () => new Set(thread.items.map(({ sessionId }) => sessionId))

  while (thread.next !== null) {
    await messages.older(name)
    await nextTick()
    expect(sessions.further.size).toBeLessThanOrEqual(Math.max(100, heldSessions().size))
    expect(thread.gone.length).toBeLessThanOrEqual(64)
  }
  expect(thread.items[0]?.id).toBe(`h-${COUNT}`)
  while (thread.gone.length > 0) {
    await messages.newer(name)
    await nextTick()
    expect([...heldSessions()].filter((id) => !sessions.find(id))).toEqual([])
  }
  expect(thread.items.at(-1)?.id).toBe('h-1')
  expect(sessions.chosen?.id).toBe('s-0')
})

it('how high rows were that have left a list is forgotten once they are more than those that are left', () => {
  const items = [{ key: 'a' }, { key: 'b' }]
  const sizes = new Map<unknown, number>([...'cdab'].map((key) => [key, 40]))
  forgetLeft(sizes, items)
  expect([...sizes.keys()]).toEqual([...'cdab'])
  forgetLeft(sizes.set('e', 40), items)
  expect([...sizes.keys()]).toEqual([...'ab'])
})
