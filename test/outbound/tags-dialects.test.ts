import { expect, it } from 'vitest'
import { offersOf, openCard, startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { dialectStand } from './dialect-stand.ts'
import { olga } from './replicas.ts'

const open = dialectStand()
/** Who has written to the News. */
const onMarta = { ...olga, record: { type: 'contact', id: 'c-3' } } as const

it('over chatwoot a session needs a tag on the line of which the administrator says so, and on no other (R-TAG-1)', async () => {
  const { a: o, sandbox } = await open('chatwoot')
  const { ways } = await openCard(o, onMarta)
  const demands = await Promise.all(
    ways.map(async ({ lineId, channel, address }) => {
      const { tags } = await offersOf(o, onMarta, { contactId: 'c-3', lineId, channel, address })
      return [lineId, tags?.required]
    }),
  )
  expect(Object.fromEntries(demands)).toMatchObject({ 'line-2': false, 'line-3': true })

  const way = ways.find(({ lineId }) => lineId === 'line-3')
  expect(way?.verdict.kind).toBe('free-form')
  const body = (operationId: string, more: Partial<WireStartSession> = {}): WireStartSession => ({
    operationId,
    contactId: 'c-3',
    lineId: 'line-3',
    channel: 'telegram-bot',
    address: way?.address ?? '',
    subject: null,
    text: `News of ${operationId}`,
    ...more,
  })
  const sent = () => sandbox.engine.store.deliveries.filter(({ text }) => text.startsWith('News of'))
  expect(await startSession(o, onMarta, body('bare'))).toMatchObject({
    state: 'refused',
    reasons: [{ code: 'tag-missing' }],
  })
  expect(sent()).toEqual([])
  const [tag = ''] = (await o.host.tags?.list()) ?? []
  expect(await startSession(o, onMarta, body('tagged', { tags: [tag] }))).toMatchObject({ state: 'sent' })
  expect(sent()).toHaveLength(1)
  const session = sandbox.engine.store.sessions.find(({ id }) => id === sent()[0]?.sessionId)
  expect(session?.tags).toContain(tag)
})
