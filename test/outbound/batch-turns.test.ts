import { expect, it } from 'vitest'
import { moveBatch } from '../../src/outbound/batch/index.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import { batchStand } from './batch-stand.ts'

const stand = batchStand()
const turnsOf = () => stand.wakeUps().map(({ id, version, priority }) => [id, version, priority])

/** A host that takes so long for each message that a list of sixty is longer than a turn. */
function slowly(o: Outbound): Outbound {
  const { sender } = o.host
  const send: typeof sender.send = async (request) => {
    await o.wait(2000)
    return sender.send(request)
  }
  return { ...o, host: { ...o.host, sender: { ...sender, send } } }
}

it('a long list before a slow host makes room for one that came later, and goes on after it: nobody twice, nobody lost', async () => {
  await stand.receive('long', stand.people(60))
  await stand.receive('short', stand.people(3))
  stand.wakeUps()
  await stand.work('long', slowly(stand.o))
  const { sent, waiting } = await stand.summary('long')
  expect(sent).toBe(stand.world.deliveries.length)
  expect(waiting).toBe(60 - sent)
  expect(waiting).toBeGreaterThan(0)
  // Handed back at once, behind the first of the other.
  expect(stand.wakeUps()).toMatchObject([{ id: 'long', version: 0, inMs: 0 }])
  await stand.work('short')
  expect(await stand.summary('short')).toMatchObject({ state: 'done', sent: 3 })
  await stand.work('long')
  expect(await stand.summary('long')).toMatchObject({ state: 'done', sent: 60 })
  expect(new Set(stand.world.deliveries.map(({ mark }) => mark)).size).toBe(63)
  expect(stand.world.deliveries).toHaveLength(63)
})

it('a list that is alone goes on, as does one beside lists that are held or rest', async () => {
  await stand.receive('held', stand.people(3), { paused: true })
  await stand.receive('resting', stand.people(3))
  await stand.o.journal.batches.rest(
    'resting',
    'rate-limited',
    new Date(stand.clock.now().getTime() + 60_000),
  )
  await stand.receive('long', stand.people(60))
  await stand.work('long', slowly(stand.o))
  expect(await stand.summary('long')).toMatchObject({ state: 'done', sent: 60 })
})

it('a list that comes later, is resumed or has rested takes turns with the one that has been served least, and neither goes before all of it', async () => {
  await stand.receive('held', stand.people(1), { paused: true })
  await stand.receive('old', stand.people(600), { dryRun: true })
  expect(turnsOf()).toEqual([
    ['old', 0, -0],
    ['old', 1, -1],
    ['old', 2, -2],
  ])
  await stand.work('old', stand.o, 0)
  await stand.work('old', stand.o, 1)
  await stand.receive('new', stand.people(201))
  expect(turnsOf()).toEqual([
    ['new', 0, -2],
    ['new', 1, -3],
  ])
  await moveBatch(stand.o, 'held', 'resume')
  expect(turnsOf()).toEqual([['held', 0, -2]])
  // Who has more behind it stands where it stood.
  await moveBatch(stand.o, 'old', 'pause')
  await moveBatch(stand.o, 'old', 'resume')
  expect(turnsOf()).toEqual([['old', 2, -2]])
})
