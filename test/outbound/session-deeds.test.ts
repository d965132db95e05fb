import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SessionDeed } from '../../src/domain/session-deeds.ts'
import { doInSession, eventsAfter, listSessions, recover } from '../../src/outbound/index.ts'
import { ALL, AWAY, GROUP, IRINA, LOST, NOT_ALLOWED } from './after-kit.ts'
import type { Extras } from './fake-extras.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'

const FULL: Extras = { ...ALL, reopen: true, notes: 'findable', tags: { required: false, names: ['urgent'] } }
const stand = formStand(FULL)
const { world } = stand
const denis = { ...olga, operatorId: 'op-3' }

let numbers = 0
/** A session on line-1 with a customer of its own. */
function open(operatorId: string | null = 'op-1') {
  numbers += 1
  const address = `+7912600${String(numbers).padStart(4, '0')}`
  return world.open(
    world.contact(`c-deed-${numbers}`, ['whatsapp', address]),
    'whatsapp',
    address,
    'line-1',
    operatorId,
  )
}
const now = (id: string) => world.sessions.find((session) => session.id === id)!
const did = (id: string) => world.deeds.filter((deed) => deed.includes(` ${id}`))
const ask = (
  id: string,
  deed: SessionDeed,
  more: { who?: typeof olga; text?: string; operationId?: string } = {},
) =>
  doInSession(stand.a, more.who ?? olga, id, {
    operationId: more.operationId ?? randomUUID(),
    deed,
    text: more.text ?? '',
    seen: { state: now(id).state, operatorId: now(id).operatorId },
  })
const deedsOf = async (id: string) =>
  (await listSessions(stand.a, olga, now(id).contactId!, null)).items.find((one) => one.id === id)?.deeds
const CLOSE = { kind: 'close', tags: [] } as const
const handOver = (comment: string | null = null) => ({ kind: 'hand-over', target: IRINA, comment }) as const

describe('what is done in a session beside answering', () => {
  it.each([
    ['a free one is taken', null, { kind: 'take' }, ['assign * op-1']],
    [
      'one’s own is handed to a group',
      'op-1',
      { kind: 'hand-over', target: GROUP, comment: 'Please' },
      ['hand-over * group g-1 Please'],
    ],
    [
      'one’s own is closed, with tags before',
      'op-1',
      { kind: 'close', tags: ['urgent'] },
      ['tag * urgent', 'close *'],
    ],
    [
      'a free one is closed, which only its operator may: taken first',
      null,
      CLOSE,
      ['assign * op-1', 'close *'],
    ],
  ] satisfies [string, string | null, SessionDeed, string[]][])(
    '%s',
    async (_what, operatorId, deed, deeds) => {
      const { id } = open(operatorId)
      expect(await ask(id, deed)).toMatchObject({ state: 'sent', sessionId: id, deed: deed.kind })
      expect(did(id)).toEqual(deeds.map((one) => one.replace('*', id)))
    },
  )

  it('a closed one is opened again for whoever asks; by a supervisor for nobody (R-AFTER-3)', async () => {
    for (const [who, operatorId] of [
      [olga, 'op-1'],
      [denis, null],
    ] as const) {
      const { id } = open()
      world.change(id, { state: 'closed' })
      expect((await ask(id, { kind: 'reopen' }, { who })).state).toBe('sent')
      expect(now(id)).toMatchObject({ operatorId, state: operatorId ? 'active' : 'queued' })
    }
  })

  it('none is opened again while another is open with that person (R-OPEN-1)', async () => {
    const old = open()
    world.change(old.id, { state: 'closed' })
    const other = world.open(old.contactId!, 'whatsapp', old.address, 'line-1', 'op-2')
    const { state, reasons } = await ask(old.id, { kind: 'reopen' })
    expect([state, reasons.map(({ code, remedy }) => [code, remedy])]).toEqual([
      'refused',
      [['open-session', { kind: 'open-session', sessionId: other.id }]],
    ])
  })

  it.each([
    ['a colleague’s is not closed', 'op-2', olga, CLOSE, 'session-of-another-operator'],
    ['a colleague’s is not handed over', 'op-2', olga, handOver(), 'session-of-another-operator'],
    ['a colleague’s is not taken', 'op-2', olga, { kind: 'take' }, 'session-of-another-operator'],
    ['R-AFTER-3: a supervisor takes none', null, denis, { kind: 'take' }, 'after-not-offered'],
    [
      'R-OPER-2: who does not work on the line does nothing',
      null,
      { ...olga, operatorId: 'op-4' },
      CLOSE,
      'not-operator-of-line',
    ],
  ] satisfies [string, string | null, typeof olga, SessionDeed, string][])(
    '%s',
    async (_what, has, who, deed, code) => {
      world.operators = [
        ...world.operators.filter(({ id }) => id !== 'op-4'),
        { id: 'op-4', name: 'Sergei', status: 'active' },
      ]
      const { id } = open(has)
      const { state, reasons } = await ask(id, deed, { who })
      expect([state, reasons.map((one) => one.code)]).toEqual(['refused', [code]])
      expect(did(id)).toEqual([])
    },
  )

  it('R-OPER-1: who is away does nothing, and is told so', async () => {
    const { id } = open()
    world.operators = world.operators.map((one) => (one.id === 'op-1' ? { ...one, status: 'offline' } : one))
    stand.clock.skip(60_000)
    expect((await ask(id, CLOSE)).reasons.map(({ code }) => code)).toEqual(['operator-offline'])
    world.operators = world.operators.map((one) => (one.id === 'op-1' ? { ...one, status: 'active' } : one))
  })

  it('R-TAG-1: where tags are demanded no session is closed without one, unless it has one', async () => {
    stand.host({ ...FULL, tags: { required: true, names: ['urgent'] } })
    const { id } = open()
    expect((await ask(id, CLOSE)).reasons.map(({ code }) => code)).toEqual(['tag-missing'])
    world.tags.set(id, ['urgent'])
    expect((await ask(id, CLOSE)).state).toBe('sent')
    stand.host(FULL)
  })

  it('what one may do is told with the session, and nothing that is done already', async () => {
    expect(await deedsOf(open(null).id)).toEqual(['note', 'take', 'hand-over', 'close'])
    expect(await deedsOf(open().id)).toEqual(['note', 'hand-over', 'close'])
    expect(await deedsOf(open('op-2').id)).toEqual(['note'])
    const { id } = open()
    world.change(id, { state: 'closed' })
    expect(await deedsOf(id)).toEqual(['note', 'reopen'])
  })
})

describe('a note to colleagues', () => {
  it('is left once, whoever asks how often, and never sent', async () => {
    const { id } = open('op-2')
    const operationId = randomUUID()
    const asked = () => ask(id, { kind: 'note' }, { text: 'She is angry', operationId })
    const answers = await Promise.all([asked(), asked()])
    expect(answers.map(({ state, deed }) => [state, deed])).toEqual([
      ['sent', 'note'],
      ['sent', 'note'],
    ])
    expect(world.notes.filter(({ sessionId }) => sessionId === id)).toMatchObject([
      { text: 'She is angry', operatorId: 'op-1' },
    ])
    expect(world.deliveries.some(({ sessionId }) => sessionId === id)).toBe(false)
    await expect(ask(id, { kind: 'note' }, { text: 'Other words', operationId })).rejects.toMatchObject({
      code: 'operation-conflict',
    })
  })

  it.each([
    ['with its answer lost is found', 'findable', [LOST], 'sent', 1],
    [
      'with its answer lost is unknown where nobody can tell, and not left again (R-ONCE-2)',
      'blind',
      [LOST],
      'unknown',
      1,
    ],
    ['that the host did not take in time is left by the next try', 'findable', [AWAY], 'sent', 1],
    ['that the host refuses has failed', 'findable', [NOT_ALLOWED], 'failed', 0],
  ] as const)('%s', async (_what, certainty, faults, state, left) => {
    stand.host({ ...FULL, notes: certainty })
    const { id } = open()
    world.faults.note = [...faults]
    expect((await ask(id, { kind: 'note' }, { text: 'Look here' })).state).toBe(state)
    expect(world.notes.filter(({ sessionId }) => sessionId === id)).toHaveLength(left)
    stand.host(FULL)
  })
})

describe('when something goes wrong', () => {
  it('a session that is no more as it was shown is left alone, and shown as it is', async () => {
    const { id, contactId } = open(null)
    const seen = { state: 'queued', operatorId: null } as const
    world.change(id, { state: 'active', operatorId: 'op-2' })
    const cursor = await stand.b.journal.events.cursor()
    const late = doInSession(stand.a, olga, id, {
      operationId: randomUUID(),
      deed: { kind: 'take' },
      text: '',
      seen,
    })
    await expect(late).rejects.toMatchObject({ code: 'session-changed' })
    expect(did(id)).toEqual([])
    const { events } = await eventsAfter(
      stand.b,
      { contactId: contactId!, operatorId: 'op-1', locale: 'en' },
      cursor,
      50,
    )
    expect(events.map(({ event }) => event)).toMatchObject([
      { kind: 'session', session: { id, operatorId: 'op-2' } },
    ])
  })

  it('a close with its answer lost is asked about, and done', async () => {
    const { id } = open()
    world.faults.routing = [LOST]
    expect((await ask(id, CLOSE)).state).toBe('sent')
    expect(did(id)).toEqual([`close ${id}`])
  })

  it('words with a hand-over are not said twice: with the answer lost it is unknown (R-ONCE-2)', async () => {
    const { id } = open()
    world.faults.routing = [LOST]
    expect((await ask(id, handOver('Call her'))).state).toBe('unknown')
    expect(did(id)).toHaveLength(1)
  })

  it('what a dead worker began is brought to its end by recovery', async () => {
    const { id, contactId } = open(null)
    const operationId = randomUUID()
    const intent = {
      kind: 'deed',
      lineId: null,
      channel: null,
      aim: { by: 'session', sessionId: id },
      text: '',
      subject: null,
      operatorId: 'op-1',
      onOpenSession: 'write',
      deed: { kind: 'take' },
    } as const
    const lease = { owner: 'dead', until: stand.clock.now() }
    await stand.a.journal.operations.plan(
      { id: operationId, fingerprint: 'f', intent, contactId },
      lease,
      stand.clock.now(),
    )
    await stand.a.journal.operations.change(
      operationId,
      lease,
      { state: 'sending', begins: 'assign' },
      stand.clock.now(),
    )
    await expect
      .poll(async () => (await recover(stand.b), (await stand.a.journal.operations.get(operationId))?.state))
      .toBe('sent')
    expect(did(id)).toEqual([`assign ${id} op-1`])
  })
})
