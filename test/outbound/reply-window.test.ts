import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { eventsAfter, listSessions, refreshSession, reply } from '../../src/outbound/index.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'

const HOUR_MS = 3600_000
const stand = formStand()
const { world, clock } = stand
const ago = (ms: number) => new Date(clock.now().getTime() - ms).toISOString()

let numbers = 0
/** An open session of Olga's with a customer who wrote so long ago; `null`: never, `undefined`: nobody can tell. */
function open(agoMs: number | null | undefined) {
  numbers += 1
  const address = `+7912500${String(numbers).padStart(4, '0')}`
  const contactId = world.contact(`c-window-${numbers}`, ['whatsapp', address])
  const lastInboundAt = typeof agoMs === 'number' ? ago(agoMs) : agoMs
  stand.host({
    channels: { whatsapp: { windowMs: 24 * HOUR_MS } },
    facts: { lastInboundAt, blocked: false, enabled: undefined },
  })
  return { contactId, session: world.open(contactId, 'whatsapp', address, 'line-1', 'op-1') }
}
const answer = (sessionId: string) =>
  reply(stand.a, olga, sessionId, { operationId: randomUUID(), text: 'It is on its way' })
const reasonsIn = async (contactId: string) =>
  (await listSessions(stand.a, olga, contactId, null)).items[0]?.replyReasons
const CLOSED = { code: 'template-required', remedy: { kind: 'choose-another' } }

it.each([
  ['a minute before its end', 24 * HOUR_MS - 60_000, []],
  ['at its end', 24 * HOUR_MS, [CLOSED]],
  ['before the customer ever wrote', null, [CLOSED]],
  ['where nobody can tell', undefined, []],
])('R-WIN-1: an answer by hand %s of the window', async (_when, agoMs, reasons) => {
  const { contactId, session } = open(agoMs)
  expect(await reasonsIn(contactId)).toMatchObject(reasons)
  const answered = await answer(session.id)
  expect(answered.state).toBe(reasons.length === 0 ? 'sent' : 'refused')
  expect(answered.reasons).toMatchObject(reasons)
  expect(world.requests.some(({ sessionId }) => sessionId === session.id)).toBe(reasons.length === 0)
})

it('R-WIN-1: a window that closes while somebody types refuses the answer, and cards learn it from the session', async () => {
  const { contactId, session } = open(23.5 * HOUR_MS)
  expect(await reasonsIn(contactId)).toEqual([])
  const cursor = await stand.b.journal.events.cursor()
  clock.skip(HOUR_MS)
  expect(await answer(session.id)).toMatchObject({ state: 'refused', reasons: [CLOSED] })
  const scope = { contactId, operatorId: 'op-1', locale: 'en' } as const
  const told = async () =>
    (await eventsAfter(stand.b, scope, cursor, 50)).events.flatMap(({ event }) =>
      event.kind === 'session' ? event.session.replyReasons : [],
    )
  await expect.poll(told).toMatchObject([CLOSED])
})

it('R-WIN-1: the window is asked once for each activity of a session, and not where the channel has none', async () => {
  const { contactId } = open(HOUR_MS)
  const facts = vi.spyOn(stand.a.host.reach!, 'facts')
  for (let looks = 0; looks < 3; looks += 1) await reasonsIn(contactId)
  expect(facts).toHaveBeenCalledTimes(1)
  world.message(world.sessions.at(-1)!.id, 'inbound', 'Hello?')
  await reasonsIn(contactId)
  expect(facts).toHaveBeenCalledTimes(2)
  const other = world.contact('c-mail', ['email', 'mail@example.com'])
  world.open(other, 'email', 'mail@example.com', 'line-2', 'op-1')
  await reasonsIn(other)
  expect(facts).toHaveBeenCalledTimes(2)
})

it('R-WIN-1: an answer in the same second as our message opens the window, on cards that are open too', async () => {
  const { contactId, session } = open(null)
  const ours = world.message(session.id, 'outbound', 'May we write to you?')
  await refreshSession(stand.b, session.id)
  const shown = async () => (await listSessions(stand.b, olga, contactId, null)).items[0]?.replyReasons
  expect(await shown()).toMatchObject([CLOSED])
  const cursor = await stand.b.journal.events.cursor()
  // By the host's clock nothing moved.
  const answered = world.message(session.id, 'inbound', 'Yes')
  world.messages[world.messages.indexOf(answered)] = { ...answered, at: ours.at }
  world.change(session.id, { lastActivityAt: ours.at })
  vi.spyOn(stand.b.host.reach!, 'facts').mockResolvedValue({
    lastInboundAt: ours.at,
    blocked: false,
    enabled: undefined,
  })
  await refreshSession(stand.b, session.id)
  const scope = { contactId, operatorId: 'op-1', locale: 'en' } as const
  const told = (await eventsAfter(stand.b, scope, cursor, 50)).events.map(({ event }) =>
    event.kind === 'session' ? event.session.replyReasons : event.kind,
  )
  expect(told).toEqual(['message', []])
  expect(await shown()).toEqual([])
})

it('R-WIN-1: messages of ours that move no clock tell nothing of the session anew', async () => {
  const { contactId, session } = open(null)
  const ours = world.message(session.id, 'outbound', 'May we write to you?')
  await refreshSession(stand.a, session.id)
  const cursor = await stand.b.journal.events.cursor()
  world.message(session.id, 'outbound', 'We should like to')
  world.change(session.id, { lastActivityAt: ours.at })
  await refreshSession(stand.a, session.id)
  const { events } = await eventsAfter(stand.a, { contactId, operatorId: 'op-1', locale: 'en' }, cursor, 50)
  expect(events.map(({ event }) => event.kind)).toEqual(['message'])
  expect(await reasonsIn(contactId)).toMatchObject([CLOSED])
})
