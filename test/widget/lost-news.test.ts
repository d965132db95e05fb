import { createRenderer } from '@vue/runtime-core'
import * as fc from 'fast-check'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import type { WireMessage, WireSession } from '../../src/wire/schemas.ts'
import '../../widget/conversation/stores/catching-up.ts'
import { useLive } from '../../widget/conversation/stores/live.ts'
import { useMessages } from '../../widget/conversation/stores/messages.ts'
import { leaving } from '../../widget/conversation/leaving.ts'
import { useOperations } from '../../widget/conversation/stores/operations.ts'
import '../../widget/conversation/stores/reading.ts'
import { useSessions } from '../../widget/conversation/stores/sessions.ts'
import { gatewayKey } from '../../widget/shared/gateway.ts'
import { from, to } from '../../widget/stories/people.ts'
import { operation } from '../../widget/stories/talk.ts'
import { hostAndGateway } from './lost-news-host.ts'

const STATUSES = ['accepted', 'sent', 'delivered', 'read'] as const
const KINDS =
  'say answer other flood crowd third older close status edit delete remove send leave give-up'.split(' ')
/** Of some kinds only, so that what seldom comes together does. */
const happenings = fc
  .subarray(KINDS, { minLength: 1 })
  .chain((kinds) =>
    fc.array(fc.record({ what: fc.constantFrom(...kinds), pick: fc.nat(60) }), { maxLength: 25 }),
  )

/** What is compared of a message. */
const told = ({ id, text, status, deletedAt }: WireMessage) => ({ id, text, status, deleted: !!deletedAt })

it('whatever happens while no news come, and however they come or are lost: what is held is what is true, once and in order', async () => {
  const runs = fc.record({
    before: happenings,
    away: happenings,
    lost: fc.boolean(),
    order: fc.infiniteStream(fc.nat(1000)),
  })
  await fc.assert(
    fc.asyncProperty(runs, async ({ before, away, lost, order }) => {
      const host = hostAndGateway()
      const app = createRenderer({} as never).createApp({})
      const pinia = createPinia()
      app.provide(gatewayKey, host.gateway).use(pinia)
      const [live, messages, operations, sessions] = app.runWithContext(() => [
        useLive(),
        useMessages(),
        useOperations(),
        useSessions(),
      ])
      host.news.length = 0
      await live.begin()
      const missed = new Map<string, number>()
      const write = (sessionId: string): void => {
        host.write(sessionId, from)
        missed.set(sessionId, (missed.get(sessionId) ?? 0) + 1)
      }

      const happen = async (
        { what, pick }: { what: string; pick: number },
        heard: boolean,
      ): Promise<void> => {
        const own = host.messages.filter(({ direction }) => direction === 'outbound')
        const here = host.messages.filter(({ sessionId }) => sessionId === 's-1')
        const any = here[pick % here.length] as WireMessage
        if (what === 'say') host.write('s-1', from)
        if (what === 'answer') host.write('s-1', to, { status: 'accepted' })
        if (what === 'other') write('s-2')
        if (what === 'third') write('s-3')
        // More than a host gives at once, or in more sessions than it lists at once.
        if (what === 'flood') for (let n = 0; n < 60; n++) write('s-2')
        if (what === 'crowd') for (const id of host.sessions.keys()) if (id !== 's-1') write(id)
        // Nobody reads on while the network is away.
        if (what === 'older' && heard) await messages.older('s-1')
        if (what === 'close') {
          const closing = host.sessions.get('s-1') as WireSession
          host.putSession({ ...closing, state: 'closed', lastActivityAt: host.at() })
        }
        const mine = own[pick % own.length] as WireMessage
        const next = STATUSES[STATUSES.indexOf((mine.status ?? 'accepted') as 'accepted') + 1]
        if (what === 'status' && next) host.putMessage({ ...mine, status: next })
        if (what === 'edit' && !any.deletedAt)
          host.putMessage({ ...any, text: `Edited ${pick}`, editedAt: host.at() })
        if (what === 'delete') host.putMessage({ ...any, text: '', deletedAt: host.at() })
        // This host leaves no mark: it is seen by whoever reads again.
        if (what === 'remove' && lost && !heard) host.messages.splice(host.messages.indexOf(any), 1)
        if (what === 'send') {
          const operationId = `op-${host.operations.size}`
          const sending = operation({ operationId, sessionId: 's-1', state: 'sending', at: host.at() })
          host.operations.set(operationId, sending)
          host.news.push({ kind: 'operation', operation: sending })
        }
        const leaving = [...host.operations.values()].find(({ state }) => state === 'sending')
        if (what === 'leave' && leaving) {
          const { operationId } = leaving
          const sent = { ...leaving, state: 'sent' as const, messageId: `m-of-${operationId}` }
          host.operations.set(operationId, sent)
          host.write('s-1', to, { id: sent.messageId, operationId, status: 'accepted' })
          host.news.push({ kind: 'operation', operation: sent })
        }
        if (what === 'give-up' && leaving) {
          const away = { ...leaving, state: 'refused' as const, putAway: true }
          host.operations.set(leaving.operationId, away)
          host.news.push({ kind: 'operation', operation: away })
        }
      }
      /** In any order, some of it twice. */
      const tellAll = (): void => {
        const rank = new Map(host.news.map((event) => [event, order.next().value as number]))
        const twice = host.news.filter((_, n) => n % 3 === 0)
        for (const event of [...host.news, ...twice].toSorted((a, b) => rank.get(a)! - rank.get(b)!))
          host.tell(event)
        host.news.length = 0
      }
      for (const one of before) await happen(one, true)
      tellAll()
      await host.quiet()
      for (const one of away) await happen(one, false)
      if (lost) host.tell({ kind: 'reload' })
      else tellAll()
      await host.quiet()
      // As the timeline does, which shows it.
      await messages.open(sessions.chosenId ?? '')
      await host.quiet()

      const held = messages.of('s-1').items
      const said = host.messages.filter(({ sessionId }) => sessionId === 's-1').slice(-held.length)
      expect(held.map(told)).toEqual(said.map(told))
      expect(sessions.chosen).toMatchObject({ id: 's-1', state: host.sessions.get('s-1')?.state })
      const counted = [...sessions.unseen].map(([id, { length }]) => [id, length] as const)
      expect(new Map(counted)).toEqual(missed)
      const onTheirWay = [...host.operations.values()].filter(({ state }) => state === 'sending')
      const shown = leaving(operations.known, messages.threads)
      expect(shown.map((one) => one.operation.operationId).toSorted()).toEqual(
        onTheirWay.map(({ operationId }) => operationId).toSorted(),
      )
    }),
    { numRuns: 200 },
  )
}, 60_000)
