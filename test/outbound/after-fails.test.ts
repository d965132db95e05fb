import { describe, expect, it } from 'vitest'
import type { HostError } from '../../src/hosts/errors.ts'
import type { Sender } from '../../src/hosts/port.ts'
import { NotFound, NothingToRepeat, repeatAfter, startSession } from '../../src/outbound/index.ts'
import type { WireAfter } from '../../src/wire/draft.ts'
import { ALL, AWAY, deedsOn, GROUP, handOver, LOST, NOT_ALLOWED, sessionOf, stepsOf } from './after-kit.ts'
import { formStand } from './form-stand.ts'
import { irina, olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const stand = formStand(ALL)
const { world } = stand

describe('when what follows fails (R-AFTER-5)', () => {
  it.each<[string, WireAfter, string]>([
    ['assign', { kind: 'assign-to-me' }, 'assign'],
    ['close', { kind: 'close' }, 'close'],
    ['hand-over', handOver(GROUP, 'Please'), 'hand-over'],
  ])('the message stays sent, the reason is said, and %s alone is repeated', async (_name, after, step) => {
    const body = plain(world, { after })
    world.faults.routing = [NOT_ALLOWED]
    const failed = await startSession(stand.a, olga, body)
    expect(failed).toMatchObject({
      state: 'sent',
      routing: 'failed',
      failure: { code: 'not-allowed', text: expect.stringMatching(/administrator/) },
    })
    const russian = { ...olga, locale: 'ru' } as const
    expect((await startSession(stand.b, russian, body)).failure?.text).toMatch(/администратор/)

    const repeated = await repeatAfter(stand.b, olga, body.operationId)
    expect(repeated).toMatchObject({ state: 'sent', routing: 'done', failure: null })
    expect(stand.delivered(body)).toBe(1)
    expect(world.requests.filter(({ mark }) => mark === `w:${body.operationId}`)).toHaveLength(1)
    expect((await stepsOf(stand.a, body)).slice(-2)).toEqual([`${step} not-allowed`, `${step} done`])
  })

  it('pressing ten times at once, at two replicas, is doing it once', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    world.faults.routing = [NOT_ALLOWED]
    const { sessionId } = await startSession(stand.a, olga, body)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => repeatAfter(n % 2 ? stand.a : stand.b, olga, body.operationId)),
    )
    for (const answer of answers) expect(answer).toMatchObject({ state: 'sent', routing: 'done' })
    expect(deedsOn(world, sessionId)).toHaveLength(1)
    expect((await repeatAfter(stand.a, olga, body.operationId)).routing).toBe('done')
    expect(deedsOn(world, sessionId)).toHaveLength(1)
  })

  it('may fail again, and is repeated again', async () => {
    const body = plain(world, { after: handOver() })
    world.faults.routing = [NOT_ALLOWED, NOT_ALLOWED]
    await startSession(stand.a, olga, body)
    expect((await repeatAfter(stand.a, olga, body.operationId)).routing).toBe('failed')
    expect((await repeatAfter(stand.a, olga, body.operationId)).routing).toBe('done')
  })

  it('is refused where nothing failed, where nothing was sent, and to everybody else', async () => {
    const nothing = plain(world, { after: { kind: 'nothing' } })
    await startSession(stand.a, olga, nothing)
    await expect(repeatAfter(stand.a, olga, nothing.operationId)).rejects.toThrow(NothingToRepeat)
    const refused = plain(world, { text: '' })
    await startSession(stand.a, olga, refused)
    await expect(repeatAfter(stand.a, olga, refused.operationId)).rejects.toThrow(NothingToRepeat)
    const failed = plain(world)
    world.faults.routing = [NOT_ALLOWED]
    await startSession(stand.a, olga, failed)
    await expect(repeatAfter(stand.a, irina, failed.operationId)).rejects.toThrow(NotFound)
    await expect(repeatAfter(stand.a, olga, 'never-asked')).rejects.toThrow(NotFound)
    expect(sessionOf(world, failed)?.operatorId).toBeNull()
  })

  it('a lost answer is tried again by itself where twice is once', async () => {
    for (const after of [{ kind: 'assign-to-me' }, { kind: 'close' }, handOver()] satisfies WireAfter[]) {
      const body = plain(world, { after })
      world.faults.routing = [AWAY, LOST]
      expect(await startSession(stand.a, olga, body)).toMatchObject({ state: 'sent', routing: 'done' })
    }
  })

  it('a comment that may have arrived is not said twice unless a person asks', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    world.faults.routing = [LOST]
    const { sessionId, routing } = await startSession(stand.a, olga, body)
    expect([routing, deedsOn(world, sessionId).length]).toEqual(['failed', 1])
    expect((await repeatAfter(stand.a, olga, body.operationId)).routing).toBe('done')
  })

  it('a fault of ours ends it, and does not come back with every recovery', async () => {
    const body = plain(world, { after: handOver() })
    world.faults.routing = [{ error: new TypeError('A bug') as unknown as HostError, done: false }]
    const answer = await startSession(stand.a, olga, body)
    expect(answer).toMatchObject({ state: 'sent', routing: 'failed', failure: { code: 'gateway-broken' } })
    expect((await stand.a.journal.operations.get(body.operationId))?.dueAt).toBeNull()
  })

  it('a session that nobody can name is said to be so', async () => {
    const body = plain(world, { after: handOver() })
    const host = {
      ...stand.a.host,
      sender: { ...stand.a.host.sender, find: unnamed(stand.a.host.sender.find) },
    }
    const blind = {
      ...host,
      sessions: { ...host.sessions, ofContact: async () => ({ items: [], next: null }) },
    }
    const answer = await startSession({ ...stand.a, host: blind }, olga, body)
    expect(answer).toMatchObject({ state: 'sent', routing: 'failed', failure: { code: 'no-session' } })
    expect(answer.failure?.text).toMatch(/which session/)
    // Where the contact's sessions are told, it is the newest open one of that account.
    expect(await repeatAfter(stand.a, olga, body.operationId)).toMatchObject({
      routing: 'done',
      sessionId: sessionOf(world, body)?.id,
    })
  })

  it('a session that is closed already is closed', async () => {
    const body = plain(world, { after: { kind: 'close' } })
    world.faults.routing = [
      { ...LOST, done: false },
      { ...LOST, done: false },
      { ...LOST, done: false },
    ]
    const { sessionId } = await startSession(stand.a, olga, body)
    world.change(sessionId ?? '', { state: 'closed' })
    expect((await repeatAfter(stand.a, olga, body.operationId)).routing).toBe('done')
    expect(deedsOn(world, sessionId)).toEqual([])
  })
})

/** A host that does not say which session the message opened. */
function unnamed(find: Sender['find']): Sender['find'] {
  return async (...asked) => {
    const finding = await find(...asked)
    return finding.state === 'sent' ? { ...finding, sessionId: null } : finding
  }
}
