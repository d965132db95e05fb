import { describe, expect, it } from 'vitest'
import { run } from '../../process-actions/initiative-message/run.ts'
import { WEEKDAYS } from '../../src/domain/schedule.ts'
import {
  advanceInitiative,
  cancelInitiative,
  cancelInitiatives,
  recover,
  retryClass,
  type Outbound,
} from '../../src/outbound/index.ts'
import { CLOSED, stepKit } from '../process-actions/step-kit.ts'
import { formStand } from './form-stand.ts'

const HOUR_MS = 3_600_000
const stand = formStand()
const { clock } = stand
const { step, sentTo } = stepKit(stand)

/** A workspace that leaves customers alone for the next hours, by the clock of its line. */
function quietFor(hours: number, from = clock.now().getUTCHours()): Outbound {
  const windows = [{ days: WEEKDAYS, fromMinute: from * 60, toMinute: ((from + hours) % 24) * 60 }]
  const quiet = { windows, zone: 'UTC', lineZones: {}, zoneFields: [], severalZones: 'line' as const }
  const words = { optOut: [], optIn: [] }
  const conditions = { consentRequired: [], words, caps: [], quiet }
  return { ...stand.a, workspace: { ...stand.a.workspace, conditions } }
}
const kept = async (o: Outbound, id: string) => {
  const found = await o.journal.initiatives.get(id)
  if (!found) throw new Error('There is no such step.')
  return found
}
const wake = async (o: Outbound, id: string) => advanceInitiative(o, id, (await kept(o, id)).version)
/** Wakes it, as the engine does, until it has left. */
async function leaves(o: Outbound, id: string): Promise<void> {
  const exit = async () => {
    await wake(o, id)
    return (await kept(o, id)).exit
  }
  await expect.poll(exit).toBe('sent')
}
const at = (ms: number): string => new Date(clock.now().getTime() + ms).toISOString()

describe('a step with a time of sending (R-TIME-1)', () => {
  it('leaves then and not before, once; its limit counts from there', async () => {
    const { body, address } = step({ text: 'Later' }, { sendAt: at(5 * HOUR_MS) })
    expect(await run(stand.a, body)).toMatchObject({ exit: null })
    await wake(stand.a, body.operationId)
    const waiting = await kept(stand.a, body.operationId)
    expect(waiting).toMatchObject({ state: 'waiting', waitsFor: 'send-at' })
    expect(Date.parse(waiting.deadlineAt)).toBeGreaterThan(clock.now().getTime() + 24 * HOUR_MS)
    expect(sentTo(address)).toEqual([])
    clock.skip(5 * HOUR_MS)
    await leaves(stand.a, body.operationId)
    expect(await run(stand.b, body)).toMatchObject({ exit: 'sent' })
    expect(sentTo(address)).toHaveLength(1)
  })

  it.each([
    ['in the past', -HOUR_MS],
    ['too far ahead', 31 * 24 * HOUR_MS],
  ])('%s is refused with the field named, and nothing is kept', async (_name, ms) => {
    const { body } = step({ text: 'Later' }, { sendAt: at(ms) })
    await expect(run(stand.a, body)).rejects.toMatchObject({ fields: [{ path: 'sendAt' }] })
    expect(await stand.a.journal.initiatives.get(body.operationId)).toBeNull()
  })
})

it('a step that waits for its time is called off by its contact, and by the customer’s message, also where only an address was given (R-PROC-5)', async () => {
  const later = { sendAt: at(5 * HOUR_MS), cancelOn: ['reply'] }
  const written = step({ text: 'Reminder' }, later)
  const asked = step({ text: 'Reminder too' }, later)
  const { world } = stand
  for (const { body, address } of [written, asked]) await run(stand.a, { ...body, to: { address } })
  const { contactId } = asked.body.to
  expect(await cancelInitiatives(stand.b, { contactId })).toEqual([asked.body.operationId])

  clock.skip(HOUR_MS)
  const session = world.open(written.body.to.contactId, 'whatsapp', written.address)
  world.message(session.id, 'inbound', 'I have got it')
  clock.skip(4 * HOUR_MS)
  const ended = async () => {
    await wake(stand.a, written.body.operationId)
    return (await kept(stand.a, written.body.operationId)).answer
  }
  const off = { exit: 'skipped', reason: { code: 'cancelled', text: expect.stringContaining('wrote first') } }
  await expect.poll(ended).toMatchObject(off)
  for (const { address } of [written, asked]) expect(sentTo(address)).toEqual([])
})

describe('a step in quiet hours (R-TIME-2)', () => {
  it('waits until they are over, and leaves then, once', async () => {
    const o = quietFor(3)
    const { body, address } = step({ text: 'Quietly' })
    expect(await run(o, body)).toMatchObject({ exit: null })
    await wake(o, body.operationId)
    expect(await kept(o, body.operationId)).toMatchObject({ state: 'waiting', waitsFor: 'quiet-hours' })
    expect(sentTo(address)).toEqual([])
    clock.skip(3 * HOUR_MS)
    await leaves(o, body.operationId)
    expect(sentTo(address)).toHaveLength(1)
  })

  it('leaves at once where it says so, and where it is not quiet', async () => {
    const urgent = step({ text: 'Code 123' }, { quietHours: 'ignore' })
    expect(await run(quietFor(3), urgent.body)).toMatchObject({ exit: 'sent' })
    const { body } = step({ text: 'By day' })
    const o = quietFor(3)
    clock.skip(4 * HOUR_MS)
    await run(o, body)
    await leaves(o, body.operationId)
  })

  it('never leaves once it was called off in them, also where they are lifted and it is called again (R-ONCE-1)', async () => {
    const o = quietFor(3)
    const off = step({ text: 'Called off' })
    const on = step({ text: 'Still waiting' })
    for (const { body } of [off, on]) {
      await run(o, body)
      await wake(o, body.operationId)
    }
    await cancelInitiative(o, off.body.operationId)
    const answer = await run(o, off.body)
    expect(answer).toMatchObject({ exit: 'skipped', reason: { code: 'cancelled' } })
    expect(await Promise.all([run(stand.a, off.body), run(stand.b, off.body)])).toEqual([answer, answer])
    expect(await stand.a.journal.operations.get(off.body.operationId)).toBeNull()
    expect(sentTo(off.address)).toEqual([])
    // One that only waits goes on as what it was begun as, and leaves once.
    await run(stand.a, on.body)
    clock.skip(3 * HOUR_MS)
    await leaves(stand.a, on.body.operationId)
    expect(sentTo(on.address)).toHaveLength(1)
  })

  it('never leaves where it was called off after its gateway died before planning its message (R-ONCE-1)', async () => {
    const o = quietFor(3)
    const { body, address } = step({ text: 'Died early' })
    const { operationId: id } = body
    await run(o, body)
    await wake(o, id)
    const dueAt = clock.now()
    const left = { state: 'sending', waitsFor: null, operationIds: [id], hops: [id], dueAt } as const
    await o.journal.initiatives.change(await kept(o, id), left, dueAt)
    await cancelInitiative(stand.b, id)
    expect(await run(o, body)).toMatchObject({ exit: 'skipped', reason: { code: 'cancelled' } })
    clock.skip(HOUR_MS)
    await recover(o)
    expect(await o.journal.operations.get(id)).toMatchObject({ state: 'skipped', attempts: 0 })
    expect(sentTo(address)).toEqual([])
  })

  it('waits for their end as well when it is tried again after a fix', async () => {
    const o = quietFor(3, (clock.now().getUTCHours() + 1) % 24)
    const { body, address } = step({ text: 'Mended at night' })
    stand.world.faults.send = ['refuse-for-good']
    await run(o, body)
    await expect
      .poll(async () => (await wake(o, body.operationId), await kept(o, body.operationId)).exit)
      .toBe('failed')
    clock.skip(HOUR_MS)
    expect(await retryClass(o, { state: 'failed', code: 'not-allowed' }, null)).toEqual({
      retried: 1,
      readOnly: 0,
    })
    const again = async () => {
      await recover(o)
      return (await o.journal.operations.get(`${body.operationId}!2`))?.state
    }
    expect(await again()).toBe('planned')
    clock.skip(2 * HOUR_MS)
    expect(await again()).toBe('planned')
    expect(sentTo(address)).toHaveLength(1)
    clock.skip(HOUR_MS)
    await expect.poll(again).toBe('sent')
    expect(sentTo(address)).toHaveLength(2)
  })

  it('is skipped when the limit that it names is over before they are', async () => {
    const o = quietFor(5)
    const { body, address } = step({ text: 'Too late' }, { timeLimit: 'PT1H' })
    await run(o, body)
    await wake(o, body.operationId)
    clock.skip(2 * HOUR_MS)
    await wake(o, body.operationId)
    expect(await run(o, body)).toMatchObject({ exit: 'skipped', reason: { code: 'quiet-hours' } })
    expect(sentTo(address)).toEqual([])
  })

  it('goes on as it was begun when the hours are set or lifted meanwhile (R-ONCE-1)', async () => {
    const { body } = step({ text: 'Begun plainly' })
    const first = await run(stand.a, body)
    expect(await run(quietFor(5), body)).toEqual(first)
  })
})

/** What a dry run says; nothing is sent, and nothing kept. */
async function rehearsed(o: Outbound, message: object, more: object) {
  const { body, address } = step(message, { dryRun: true, ...more })
  const { exit, reason, dryRun } = await run(o, body)
  expect(sentTo(address)).toEqual([])
  expect(await o.journal.initiatives.get(body.operationId)).toBeNull()
  return { exit, code: reason?.code ?? null, leavesAt: dryRun?.leavesAt, waitsFor: dryRun?.waitsFor }
}

describe('a dry run', () => {
  it('says when it would leave: now, at its time, or when quiet hours are over (R-TIME-1, R-TIME-2)', async () => {
    const text = { text: 'When?' }
    const now = await rehearsed(stand.a, text, {})
    expect(now).toMatchObject({ exit: null, waitsFor: null })
    expect(Math.abs(Date.parse(now.leavesAt ?? '') - clock.now().getTime())).toBeLessThan(60_000)
    const sendAt = at(7 * HOUR_MS)
    const later = { exit: null, code: null, leavesAt: sendAt, waitsFor: 'send-at' }
    expect(await rehearsed(stand.a, text, { sendAt })).toEqual(later)
    const hour = new Date(Math.floor(clock.now().getTime() / HOUR_MS) * HOUR_MS)
    const quiet = quietFor(3, hour.getUTCHours())
    const leavesAt = new Date(hour.getTime() + 3 * HOUR_MS).toISOString()
    const over = { exit: null, code: null, leavesAt, waitsFor: 'quiet-hours' }
    expect(await rehearsed(quiet, text, { sendAt })).toEqual(later)
    expect(await rehearsed(quiet, text, {})).toEqual(over)
    expect(await rehearsed(quiet, text, { sendAt: at(HOUR_MS) })).toEqual(over)
    expect(await rehearsed(quiet, text, { quietHours: 'ignore' })).toMatchObject({ waitsFor: null })
  })

  it('says that it would be skipped where its limit is over before, and refuses a time that is over', async () => {
    expect(await rehearsed(quietFor(5), { text: 'Too late' }, { timeLimit: 'PT1H' })).toEqual({
      exit: 'skipped',
      code: 'quiet-hours',
      leavesAt: null,
      waitsFor: null,
    })
    const { body } = step({ text: 'Yesterday' }, { dryRun: true, sendAt: at(-24 * HOUR_MS) })
    await expect(run(stand.a, body)).rejects.toMatchObject({ fields: [{ path: 'sendAt' }] })
  })

  it('is judged as of then: a window that is open now is closed by tomorrow (R-WIN-1)', async () => {
    const lastInboundAt = at(-HOUR_MS)
    stand.host({ ...CLOSED, facts: { lastInboundAt, blocked: false, enabled: true } })
    const text = { text: 'Tomorrow' }
    expect(await rehearsed(stand.a, text, {})).toMatchObject({ exit: null })
    expect(await rehearsed(stand.a, text, { sendAt: at(23.5 * HOUR_MS) })).toMatchObject({ exit: 'refused' })
  })
})
