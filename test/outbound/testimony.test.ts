import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operations } from '../../src/journal/journal.ts'
import type { Change } from '../../src/journal/operation.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { recover, startSession, type Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { World } from './fake-host.ts'
import { Clock, olga, replica, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
const clock = new Clock()
const world = new World(clock.now)
let other: Outbound
let n = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
  other = replica(world, store, clock)
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

function fresh(): WireStartSession {
  const address = `+7912${String(++n).padStart(7, '0')}`
  const contactId = world.contact(`c-${n}`, ['whatsapp', address])
  const way = { contactId, lineId: 'line-1', channel: 'whatsapp', address } as const
  return { operationId: `form-${n}`, ...way, subject: null, text: `Text ${n}` }
}
const delivered = ({ address }: WireStartSession) =>
  world.deliveries.filter((delivery) => delivery.address === address).length

/** A replica that stands still, once, at the change that fits, until `meanwhile` is over. */
function sleepy(
  fits: (change: Change) => boolean,
  when: 'before' | 'after',
  meanwhile: () => Promise<unknown>,
): Outbound {
  const awake = replica(world, store, clock)
  let slept = false
  const change: Operations['change'] = async (...parameters) => {
    const sleeps = !slept && fits(parameters[2])
    slept ||= sleeps
    if (sleeps && when === 'before') await meanwhile()
    const changed = await awake.journal.operations.change(...parameters)
    if (sleeps && when === 'after') await meanwhile()
    return changed
  }
  const { journal } = awake
  return { ...awake, journal: { ...journal, operations: { ...journal.operations, change } } }
}

/** The lease runs out, and another replica has taken the operation and looked for its message. */
async function takenOver({ operationId }: WireStartSession): Promise<void> {
  const owner = async () => (await other.journal.operations.get(operationId))?.owner
  const before = await owner()
  clock.skip(11_000)
  void recover(other)
  await expect.poll(owner).not.toBe(before)
}

describe('a replica that lost its operation to another one (R-ONCE-1)', () => {
  it('says that nothing has left when it was to send and did not, and the message is sent all the same', async () => {
    const body = fresh()
    const slow = sleepy(
      ({ state }) => state === 'sending',
      'after',
      () => takenOver(body),
    )
    expect((await startSession(slow, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
    const steps = await other.journal.operations.steps(body.operationId)
    expect(steps.map(({ outcome }) => outcome)).toContain('never-left')
  })

  it('says what the host proved not to have done, and it is sent once', async () => {
    const body = fresh()
    world.faults.send = ['refuse']
    const slow = sleepy(
      ({ state, ended }) => state === 'planned' && ended?.outcome === 'rate-limited',
      'before',
      () => takenOver(body),
    )
    expect((await startSession(slow, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
    const steps = await other.journal.operations.steps(body.operationId)
    expect(steps.map(({ outcome }) => outcome)).toContain('not-taken')
  })

  it('passes the host’s receipt on to whoever looks for the message', async () => {
    const body = fresh()
    // Until the receipt is passed on the host does not say what became of the message.
    world.faults.find = Array.from({ length: 1000 }, () => 'error' as const)
    const slow = sleepy(
      ({ receipt }) => receipt !== undefined,
      'before',
      () => takenOver(body),
    )
    const { operations } = slow.journal
    const testify: Operations['testify'] = async (...told) => {
      const changed = await operations.testify(...told)
      world.faults.find = []
      return changed
    }
    const telling = { ...slow, journal: { ...slow.journal, operations: { ...operations, testify } } }
    expect((await startSession(telling, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
    const { receipt } = (await other.journal.operations.get(body.operationId))!
    expect(receipt).toEqual({ reference: `w:${body.operationId}` })
  })
})

describe('a testimony', () => {
  const lease = { owner: 'one', until: new Date('2027-01-01T00:00:00Z') }
  const at = new Date('2026-11-20T10:00:00Z')
  async function begun(): Promise<string> {
    const id = `told-${++n}`
    const intent = { kind: 'start', lineId: 'line-1', channel: 'whatsapp', text: 'T', subject: null } as const
    const whole = {
      ...intent,
      aim: { by: 'address', address: '+79' },
      operatorId: 'op-1',
      onOpenSession: 'refuse',
    } as const
    const { operations } = other.journal
    await operations.plan({ id, fingerprint: 'f', intent: whole, contactId: null }, lease, at)
    await operations.change(id, lease, { state: 'sending', attempts: 1, begins: 'send' }, at)
    return id
  }

  it('of another attempt, of another sender, or of a message that has a receipt changes nothing', async () => {
    const { operations } = other.journal
    const id = await begun()
    expect(await operations.testify(id, { sender: 'two', n: 1 }, 'never-left', at)).toBe(false)
    expect(await operations.testify(id, { sender: 'one', n: 2 }, 'never-left', at)).toBe(false)
    expect(await operations.testify(id, { sender: 'one', n: 1 }, { receipt: { reference: 'r' } }, at)).toBe(
      true,
    )
    expect(await operations.testify(id, { sender: 'one', n: 1 }, 'never-left', at)).toBe(false)
    expect(await operations.get(id)).toMatchObject({
      state: 'sending',
      attempts: 1,
      receipt: { reference: 'r' },
    })
  })

  it('told twice is told once', async () => {
    const { operations } = other.journal
    const id = await begun()
    await operations.change(id, lease, { state: 'unknown', dueAt: null }, at)
    expect(await operations.testify(id, { sender: 'one', n: 1 }, 'never-left', at)).toBe(true)
    expect(await operations.testify(id, { sender: 'one', n: 1 }, 'never-left', at)).toBe(false)
    expect(await operations.get(id)).toMatchObject({ state: 'planned', attempts: 0, dueAt: at.toISOString() })
  })
})

/** A host whose answer to a send says where the message stands. */
function telling(o: Outbound): Outbound {
  const { sender } = o.host
  const send: typeof sender.send = async (request) => {
    const receipt = await sender.send(request)
    const finding = await sender.find(request, receipt)
    if (finding.state !== 'sent') throw new Error('It did not arrive.')
    const { sessionId, messageId } = finding
    return { ...receipt, sent: { sessionId, messageId } }
  }
  return { ...o, host: { ...o.host, sender: { ...sender, send, find: inVain } } }
}

const inVain = () => Promise.reject(new Error('There is nothing to find.'))

describe('a host that says in its answer where the message stands', () => {
  it('is not asked again: its answer ends the send', async () => {
    const body = fresh()
    const operation = await startSession(telling(replica(world, store, clock)), olga, body)
    expect(operation).toMatchObject({ state: 'sent', messageId: expect.stringMatching(/^m-/) })
    const steps = await other.journal.operations.steps(body.operationId)
    expect(steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'check free-form',
      'send sent',
      'assign done',
    ])
  })

  it('is believed though the sender lost the operation meanwhile (R-ONCE-1)', async () => {
    const body = fresh()
    const slow = telling(
      sleepy(
        ({ state }) => state === 'sent',
        'before',
        () => takenOver(body),
      ),
    )
    expect((await startSession(slow, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
  })
})
