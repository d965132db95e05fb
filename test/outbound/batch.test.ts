import { describe, expect, it } from 'vitest'
import { moveBatch, receiveBatch, retryRows } from '../../src/outbound/batch/index.ts'
import { recover } from '../../src/outbound/index.ts'
import { advanceInitiative } from '../../src/outbound/initiative/advance.ts'
import type { Recipient } from '../../src/journal/batch.ts'
import { readInput } from '../../process-actions/initiative-message/run.ts'
import { batchStand, listOf, PLAN, TEXT } from './batch-stand.ts'
import { mortal } from './replicas.ts'
import { FILLED, ORDER } from './whole-form.ts'

const stand = batchStand()
const marks = () => stand.world.deliveries.map(({ mark }) => mark)
const row = (n: number, state: 'sent' | 'failed' | 'waiting') => ({ n, attempt: 1, state, reason: null })
const texts = () => stand.world.deliveries.map(({ text }) => text).toSorted()

describe('a batch', () => {
  it('writes to everybody once, in their own words, and is done', async () => {
    await stand.receive('b', stand.people(5))
    expect(stand.wakeUps()).toMatchObject([{ id: 'b', version: 0, inMs: 0 }])
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', total: 5, sent: 5, waiting: 0 })
    expect(new Set(texts()).size).toBe(5)
    expect(
      marks()
        .map((mark) => mark.replace(/^.*?:/, ''))
        .toSorted(),
    ).toEqual(['b:1', 'b:2', 'b:3', 'b:4', 'b:5'])
  })

  it('hands long lists out in stretches, the first of every list first', async () => {
    await stand.receive('b', stand.people(450))
    const handed = stand.wakeUps()
    expect(handed.map(({ version, priority = 0 }) => [version, priority + version])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ])
  })

  it('writes once to a person whom several rows mean, also where only the host knows (R-ONCE-1)', async () => {
    const [person] = stand.people(1)
    const contactId = stand.world.contacts.at(-1)?.id ?? ''
    const address = stand.world.accounts.at(-1)?.address ?? ''
    const values = { name: 'again' }
    await stand.receive('b', [
      { to: { address: address.replace('+7913', '+7 913 ') }, values },
      { to: { address }, values },
      ...(person ? [person] : []),
      { to: { record: { type: 'contact', id: contactId } }, values },
    ])
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 1, skipped: 3, duplicates: 3 })
    expect(stand.world.deliveries).toHaveLength(1)
  })

  it('writes for every row where that is wanted', async () => {
    const [person] = stand.people(1)
    const step = { line: 'line-1', channel: 'whatsapp', message: { text: 'x' } }
    await stand.receive('b', person ? [person, person] : [], { onDuplicate: 'send', step })
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ sent: 2, duplicates: 0 })
  })

  it('refuses rows that are wrong before anybody is asked, and sends to the others', async () => {
    await stand.receive('b', [
      ...stand.people(1),
      { to: { address: '7,91235E+10' }, values: { name: 'A' } },
      { to: { address: '8 912 000 00 00' }, values: { name: 'A' } },
      { to: null, values: { name: 'A' } },
      { to: { contactId: 'c-9' } },
      { to: { contactId: 'c-9' }, line: 'line-x', values: { name: 'A' } },
      { to: { contactId: 'c-9' }, channel: 'pigeon', values: { name: 'A' } },
    ])
    await stand.work('b')
    const summary = await stand.summary('b')
    expect(summary).toMatchObject({ total: 7, sent: 1, refused: 6, invalid: 6, state: 'done' })
    const codes = summary.classes.filter(({ state }) => state === 'invalid').map(({ code }) => code)
    expect(codes.toSorted()).toEqual([
      'address-malformed',
      'invalid-field',
      'no-recipient',
      'scientific-notation',
      'unknown-line',
      'value-missing',
    ])
    const [row] = await stand.o.journal.batches.rows('b', ['invalid'], 'address-malformed', 0, 10)
    expect(row?.reason?.facts).toMatchObject({ suggestion: '+79120000000' })
  })

  it('sends nothing at all where wrong rows are to reject the list', async () => {
    await stand.receive('b', [...stand.people(1), { to: null }], { onInvalid: 'reject' })
    expect(await stand.summary('b')).toMatchObject({
      state: 'rejected',
      cancelled: 1,
      refused: 1,
      waiting: 0,
    })
    expect(stand.wakeUps()).toEqual([])
    await expect(moveBatch(stand.o, 'b', 'resume')).rejects.toMatchObject({ state: 'rejected' })
  })

  it('checks what is everybody’s before the first row, and keeps nothing of it', async () => {
    for (const [step, path] of [
      [{ ...PLAN.step, line: 'line-9' }, 'step.line'],
      [{ ...PLAN.step, wait: 'for ever' }, 'step.wait'],
      [{ ...PLAN.step, timeLimit: 'an hour' }, 'step.timeLimit'],
      [{ ...PLAN.step, callbackUrl: 'ftp://x' }, 'step.callbackUrl'],
      [{ ...PLAN.step, sendAt: '2020-01-01T00:00:00Z' }, 'step.sendAt'],
      [{ ...PLAN.step, colour: 'red' }, 'step.colour'],
    ] as const)
      await expect(stand.receive('b', stand.people(1), { step })).rejects.toMatchObject({
        fields: [{ path }],
      })
    expect(await stand.o.journal.batches.get('b')).toBeNull()
  })

  it('is the same batch for the same list again, and a conflict for another one', async () => {
    const people = stand.people(3)
    await stand.receive('b', people)
    await stand.work('b')
    const again = await receiveBatch(stand.o, readInput, { id: 'b', plan: PLAN }, listOf(people))
    expect(again).toMatchObject({ replayed: true, batch: { id: 'b', state: 'done' } })
    await expect(stand.receive('b', people.slice(1))).rejects.toMatchObject({ code: 'batch-conflict' })
    expect(stand.world.deliveries).toHaveLength(3)
  })

  it('of a sender who went away half way is nothing; the list may be sent anew, at once or after a minute', async () => {
    const people = stand.people(2)
    const cut = { ...listOf(people), rows: () => broken(people) }
    await expect(receiveBatch(stand.o, readInput, { id: 'b', plan: PLAN }, cut)).rejects.toThrow('cut off')
    expect(await stand.o.journal.batches.get('b')).toBeNull()
    // A gateway that was killed while it received could not forget it.
    await stand.o.journal.batches.open('b', PLAN, 'of the dead', stand.clock.now())
    await expect(stand.receive('b', people)).rejects.toMatchObject({ code: 'batch-in-progress' })
    stand.clock.skip(61_000)
    await stand.receive('b', people)
    await expect(stand.o.journal.batches.add('b', 'of the dead', [], stand.clock.now())).rejects.toThrow(
      'received by somebody else',
    )
    expect(await stand.summary('b')).toMatchObject({ state: 'running', total: 2 })
  })

  it('judges everybody on a dry run, and sends nothing', async () => {
    const people = stand.people(3)
    const busy = stand.world.contacts.at(-1)?.id ?? ''
    stand.world.open(busy, 'whatsapp', stand.world.accounts.at(-1)?.address ?? '')
    await stand.receive('b', [...people, { to: { contactId: 'nobody' }, values: { name: 'A' } }], {
      dryRun: true,
      step: { ...PLAN.step, onOpenSession: 'refuse' },
    })
    await stand.work('b')
    const summary = await stand.summary('b')
    expect(summary).toMatchObject({ state: 'done', total: 4, wouldSend: 2, refused: 2, sent: 0 })
    expect(summary.classes.map(({ state, code, count }) => `${state} ${code} ${count}`)).toEqual([
      'refused no-account 1',
      'refused open-session 1',
      'would-send free-form 2',
    ])
    expect(stand.world.requests).toEqual([])
  })

  it('counts on a dry run of a cascade by which message each is reached, the later ones too', async () => {
    const people = stand.people(3)
    const [first, second] = people.map(({ to }) =>
      'contactId' in (to ?? {}) ? (to as { contactId: string }).contactId : '',
    )
    for (const id of [first, second]) {
      const { address = '' } = stand.world.accounts.find(({ contactId }) => contactId === id) ?? {}
      stand.world.open(id ?? '', 'whatsapp', address)
    }
    const email = `${second}@customers.example`
    stand.world.accounts.push({
      id: null,
      contactId: second ?? '',
      channel: 'email',
      address: email,
      source: 'account',
    })
    const hops = [
      { line: 'line-2', message: { subject: 'A letter', text: 'Dear {{name}}' }, patience: 'PT1H' },
    ]
    await stand.receive('b', people, { dryRun: true, step: { ...PLAN.step, onOpenSession: 'refuse', hops } })
    await stand.work('b')
    const { classes } = await stand.summary('b')
    expect(classes.map(({ state, code, count }) => `${state} ${code} ${count}`)).toEqual([
      'refused no-account 1',
      'would-send free-form 1',
      'would-send hop-2 1',
    ])
    expect(stand.world.requests).toEqual([])
  })
})

describe('a batch on its way', () => {
  it.each([
    ['pause', {}],
    ['cancel', {}],
    ['pause', { wait: 'delivered' }],
  ] as const)(
    'begins with nobody once “%s” is answered, whoever saw it run before (%j)',
    async (move, more) => {
      await stand.receive('b', stand.people(3), { step: { ...TEXT, ...more } })
      const { journal } = stand.o
      const running = await journal.batches.get('b')
      // Somebody is just about to commit the beginning of a row.
      const ended = await stand.beginning('b')
      const moving = moveBatch(stand.other, 'b', move)
      await ended()
      await moving
      const late = { ...journal, batches: { ...journal.batches, get: async () => running } }
      await stand.work('b', { ...stand.o, journal: late })
      expect(await stand.begun()).toBe(0)
      expect(stand.world.deliveries).toEqual([])
      expect((await journal.batches.rows('b', ['waiting'], null, 0, 10)).length).toBe(3)
    },
  )

  it('paused in the middle begins with nobody new, and goes on where it was; done again it changes nothing', async () => {
    await stand.receive('b', stand.people(150))
    const { sender } = stand.o.host
    const pausing = {
      ...stand.o,
      host: {
        ...stand.o.host,
        sender: {
          ...sender,
          send: async (request: Parameters<typeof sender.send>[0]) => {
            if (stand.world.deliveries.length >= 5) await moveBatch(stand.other, 'b', 'pause')
            return sender.send(request)
          },
        },
      },
    }
    await stand.work('b', pausing)
    const half = await stand.summary('b')
    expect(half).toMatchObject({ state: 'paused', total: 150 })
    expect(half.sent).toBe(stand.world.deliveries.length)
    expect(half.sent).toBeLessThan(150)
    await stand.work('b')
    expect(stand.world.deliveries).toHaveLength(half.sent)
    stand.wakeUps()
    await moveBatch(stand.o, 'b', 'resume')
    await moveBatch(stand.o, 'b', 'resume')
    expect(stand.wakeUps()).toHaveLength(1)
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 150 })
    expect(new Set(marks()).size).toBe(150)
  })

  it('counts a row once, whose outcomes come together because somebody has it in hand twice', async () => {
    await stand.receive('b', stand.people(2))
    const { batches } = stand.o.journal
    const settled = [
      [row(1, 'waiting'), row(2, 'sent')],
      [row(1, 'sent'), row(2, 'failed')],
    ].map((outcomes) => batches.settle('b', outcomes, stand.clock.now()))
    expect(await Promise.all(settled)).toEqual(['running', 'running'])
    // What was to be tried again is under another attempt by then, and what was sent stays so.
    expect(await stand.summary('b')).toMatchObject({ waiting: 1, sent: 1, failed: 0 })
  })

  it('cancelled sends to nobody else, for good', async () => {
    await stand.receive('b', stand.people(3), { paused: true })
    expect(stand.wakeUps()).toEqual([])
    await moveBatch(stand.o, 'b', 'cancel')
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'cancelled', cancelled: 3, waiting: 0, sent: 0 })
    await expect(moveBatch(stand.o, 'b', 'resume')).rejects.toMatchObject({ state: 'cancelled' })
  })

  it('rests while the host is in trouble, longer each time, and loses nobody by it', async () => {
    await stand.receive('b', stand.people(3))
    stand.wakeUps()
    stand.world.faults.send = Array.from({ length: 4 * 3 }, () => 'refuse')
    // The first rest is two seconds of a clock that runs faster than ours: it must not be over before we have looked.
    const still = stand.clock.now()
    const o = { ...stand.o, now: () => still }
    await stand.work('b', o)
    const resting = await stand.summary('b')
    expect(resting).toMatchObject({ state: 'running', waiting: 3, failed: 0 })
    expect(resting.resting?.code).toBe('rate-limited')
    const [woken] = stand.wakeUps()
    expect(woken?.inMs).toBeGreaterThan(0)
    // Woken too early it asks the host nothing and waits on.
    const asked = stand.world.requests.length
    await stand.work('b', o)
    expect(stand.world.requests).toHaveLength(asked)
    stand.clock.skip(60_000)
    stand.world.faults.send = []
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 3, resting: null })
    expect(stand.world.deliveries).toHaveLength(3)
  })

  it('fills the texts of every message of a cascade, and takes nobody for whom one of them lacks a value', async () => {
    const [full, poor] = stand.people(2)
    const contactId = stand.world.accounts.at(-2)?.contactId ?? ''
    stand.world.open(contactId, 'whatsapp', stand.world.accounts.at(-2)?.address ?? '')
    const email = 'reader@customers.example'
    stand.world.accounts.push({ id: null, contactId, channel: 'email', address: email, source: 'account' })
    const message = { subject: 'For {{name}}', text: 'Dear {{name}}, your code is {{code}}' }
    const hops = [{ line: 'line-2', message, patience: 'PT1H' }]
    const rows = [{ ...full, values: { name: 'Anna', code: '{{name}}' } }, poor]
    await stand.receive('b', rows.filter((row) => row !== undefined) as Recipient[], {
      step: { ...PLAN.step, onOpenSession: 'refuse', hops },
    })
    stand.wakeUps()
    await stand.work('b')
    await expect.poll(() => wakeInitiatives().then(texts)).toEqual(['Dear Anna, your code is {{name}}'])
    expect((await stand.summary('b')).classes).toContainEqual({
      state: 'invalid',
      code: 'value-missing',
      count: 1,
      mayRetry: false,
    })
  })

  it('goes on after a fix with those who were refused, under new operations: a template that was paused, a line that was gone', async () => {
    stand.hostWith({ templates: [ORDER], channels: { whatsapp: { templates: { typed: false } } } })
    const step = { line: 'line-1', channel: 'whatsapp', message: { template: FILLED } }
    const people = stand.people(4).map(({ to }) => ({ to }))
    await stand.receive('b', people, { step })
    stand.world.extras.templates = []
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', refused: 4, sent: 0 })
    stand.world.extras.templates = [ORDER]
    expect(await retryRows(stand.o, 'b', { states: ['refused', 'failed'], code: 'template-unknown' })).toBe(4)

    const lines = stand.world.lines
    stand.world.lines = lines.slice(1)
    stand.clock.skip(31_000)
    await stand.work('b')
    expect((await stand.summary('b')).classes).toMatchObject([
      { state: 'refused', code: 'unknown-line', count: 4 },
    ])
    stand.world.lines = lines
    stand.clock.skip(31_000)
    expect(await retryRows(stand.o, 'b', { states: ['refused'], code: null })).toBe(4)
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 4 })
    expect(marks().every((mark) => mark.endsWith('.3'))).toBe(true)
    expect(await retryRows(stand.o, 'b', { states: ['refused', 'failed'], code: null })).toBe(0)
  })

  it('never tries again by itself what may have arrived, and says so once it is cleared up (R-ONCE-2)', async () => {
    await stand.receive('b', stand.people(2))
    stand.world.faults = {
      ...stand.world.faults,
      send: ['timeout-after', 'timeout-after'],
      find: Array.from({ length: 40 }, () => 'error'),
    }
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 0, unknown: 2, failed: 0 })
    expect(await retryRows(stand.o, 'b', { states: ['refused', 'failed'], code: null })).toBe(0)
    stand.world.faults.find = []
    stand.clock.skip(60_000)
    await recover(stand.o)
    expect(await stand.summary('b')).toMatchObject({ sent: 2, unknown: 0 })
    expect(stand.world.deliveries).toHaveLength(2)
  })
})

describe('two who work on one batch', () => {
  it('at the same time write to nobody twice', async () => {
    await stand.receive('b', stand.people(30))
    await Promise.all([stand.work('b'), stand.work('b', stand.other)])
    expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 30, total: 30 })
    expect(new Set(marks()).size).toBe(30)
    expect(stand.world.deliveries).toHaveLength(30)
  })

  it.each([3, 12, 31, 60])(
    'the one killed at its call %i, the other finishes: nobody twice, nobody lost',
    async (diesAt) => {
      await stand.receive('b', stand.people(8))
      const { id } = stand.o.workspace
      const first = await mortal(stand.world, stand.database.url, stand.clock, diesAt, 'after', id)
      void stand.work('b', first.outbound)
      await first.dead
      await stand.work('b')
      // What was to be sent when it died may be under way for ten minutes; then it is known that it never left.
      stand.clock.skip(11 * 60_000)
      while ((await recover(stand.o)) > 0) await stand.clock.wait(100)
      expect(await stand.summary('b')).toMatchObject({ state: 'done', unknown: 0, waiting: 0 })
      await retryRows(stand.o, 'b', { states: ['failed'], code: 'not-sent' })
      await stand.work('b')
      expect(await stand.summary('b')).toMatchObject({ state: 'done', sent: 8 })
      expect(stand.world.deliveries).toHaveLength(8)
      expect(new Set(texts()).size).toBe(8)
    },
  )
})

// oxlint-disable-next-line require-yield -- it is cut off before its first row
async function* broken(rows: readonly unknown[]): AsyncGenerator<never> {
  throw new Error(`cut off before ${rows.length} rows`)
}

/** Wakes initiatives as the engine would, until none is due. */
async function wakeInitiatives(): Promise<void> {
  for (const { id, version } of stand
    .wakeUps()
    .filter((wakeUp) => !wakeUp.id.startsWith('b') || wakeUp.id.includes(':')))
    await advanceInitiative(stand.o, id, version)
}

describe('a batch whose step waits for more than “accepted”', () => {
  const step = { ...PLAN.step, wait: 'sent', timeLimit: 'PT1H' }

  it('is done when every outcome is known, each as the exit of its person', async () => {
    await stand.receive('b', stand.people(2), { step })
    stand.wakeUps()
    await stand.work('b')
    expect(await stand.summary('b')).toMatchObject({ state: 'running', waiting: 2, watching: 2, sent: 0 })
    await wakeInitiatives()
    for (let round = 0; round < 5 && (await stand.summary('b')).state === 'running'; round++) {
      stand.clock.skip(61 * 60_000)
      await wakeInitiatives()
    }
    const end = await stand.summary('b')
    expect(end).toMatchObject({ state: 'done', sent: 2, watching: 0 })
    expect(stand.world.deliveries).toHaveLength(2)
  })

  it('cancelled, what has not left does not leave', async () => {
    await stand.receive('b', stand.people(2), { step })
    stand.wakeUps()
    await stand.work('b')
    const waiting = stand.wakeUps()
    await moveBatch(stand.o, 'b', 'cancel')
    await stand.work('b')
    for (const { id, version } of waiting) await advanceInitiative(stand.o, id, version)
    expect(await stand.summary('b')).toMatchObject({ state: 'cancelled', skipped: 2, sent: 0, waiting: 0 })
    expect(stand.world.deliveries).toEqual([])
  })
})
