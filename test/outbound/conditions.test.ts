import { describe, expect, it } from 'vitest'
import { run } from '../../process-actions/initiative-message/run.ts'
import {
  listMessages,
  openCard,
  readConsent,
  recordConsent,
  refreshSession,
  type Conditions,
  type Outbound,
} from '../../src/outbound/index.ts'
import { stepKit } from '../process-actions/step-kit.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const NONE: Conditions = { consentRequired: [], words: { optOut: ['stop'], optIn: ['start'] }, caps: [] }
const HOUR_MS = 3_600_000
const stand = formStand()
const { world, clock, codes } = stand
const { step, sentTo } = stepKit(stand)

/** A replica whose workspace demands this. */
const demanding = (conditions: Partial<Conditions>, of: Outbound = stand.a): Outbound => ({
  ...of,
  workspace: { ...of.workspace, conditions: { ...NONE, ...conditions } },
})
const capped = (most: number, of?: Outbound) =>
  demanding({ caps: [{ most, periodMs: 24 * HOUR_MS, channels: ['whatsapp'] }] }, of)
const given = (
  o: Outbound,
  address: string,
  state: 'given' | 'withdrawn' = 'given',
  at: string | null = null,
) => recordConsent(o, { channel: 'whatsapp', address, state, at, note: 'by phone' })
const reasonOf = async (o: Outbound, body: unknown) => {
  const { exit, reason } = await run(o, body)
  return `${exit} ${reason?.code ?? '-'}`
}

describe('consent at sending', () => {
  it('missing where it is demanded, nobody writes first: no process, no operator (R-CONSENT-1, R-PROC-3)', async () => {
    const o = demanding({ consentRequired: ['whatsapp'] })
    const { body, address } = step({ text: 'Hello' })
    expect(await reasonOf(o, body)).toBe('refused consent-missing')
    const dry = await run(o, { ...body, operationId: `${body.operationId}-dry`, dryRun: true })
    expect(dry).toMatchObject({ exit: 'refused', reason: { code: 'consent-missing' } })
    await given(o, address)
    expect(await reasonOf(o, { ...body, operationId: `${body.operationId}-again` })).toBe('sent -')
    expect(sentTo(address)).toHaveLength(1)
    // The first answer is fixed for ever.
    expect(await reasonOf(o, body)).toBe('refused consent-missing')
    const letter = plain(world, { channel: 'email', subject: 'Order' })
    expect(await codes(letter)).toEqual([])
  })

  it('withdrawn, it refuses whatever the workspace demands, into an open session too (R-CONSENT-2)', async () => {
    const { body, address } = step({ text: 'Hello' }, { onOpenSession: 'write' })
    await given(stand.a, address, 'withdrawn')
    expect(await reasonOf(stand.a, body)).toBe('refused opted-out')
    world.open(body.to.contactId, 'whatsapp', address)
    expect(await reasonOf(stand.a, { ...body, operationId: `${body.operationId}-open` })).toBe(
      'refused opted-out',
    )
    expect(sentTo(address)).toEqual([])
    const start = plain(world)
    await given(stand.a, start.address, 'withdrawn')
    expect(await codes(start)).toEqual(['opted-out'])
  })

  it('is shown in the verdict of the way before a word is typed (R-CONSENT-2)', async () => {
    const { contactId, address } = plain(world)
    await given(stand.a, address, 'withdrawn')
    const card = await openCard(stand.a, { ...olga, record: { type: 'contact', id: contactId } })
    expect(card.ways).toMatchObject([
      { address, verdict: { kind: 'refused', reasons: [{ code: 'opted-out' }] } },
    ])
  })

  it('what was said later holds, whichever was told first, and the same told twice is written once', async () => {
    const { address } = plain(world)
    await given(stand.a, address, 'withdrawn', '2026-11-19T10:00:00.000Z')
    await given(stand.a, address, 'given', '2026-11-18T10:00:00.000Z')
    await given(stand.b, address, 'given', '2026-11-18T10:00:00.000Z')
    const known = await readConsent(stand.a, 'whatsapp', address)
    expect(known).toMatchObject({ state: 'withdrawn', at: '2026-11-19T10:00:00.000Z' })
    expect(known.history).toHaveLength(2)
  })

  it('of one way of writing an address holds for the others, and a wrong one is refused', async () => {
    const { address } = plain(world)
    const spaced = `${address.slice(0, 2)} (${address.slice(2, 5)}) ${address.slice(5)}`
    expect(await given(stand.a, spaced)).toMatchObject({ address, state: 'given' })
    await expect(given(stand.a, address.replace('+7', '8'))).rejects.toMatchObject({
      fields: [{ path: 'address', message: expect.stringContaining(address) }],
    })
    await expect(given(stand.a, address, 'given', '2030-01-01T00:00:00.000Z')).rejects.toMatchObject({
      fields: [{ path: 'at' }],
    })
    await expect(readConsent(stand.a, 'vk', 'someone')).rejects.toMatchObject({
      fields: [{ path: 'channel' }],
    })
  })
})

describe('a customer who writes “stop”', () => {
  it('has opted out with that message and its time, once however often it is seen (R-CONSENT-2)', async () => {
    const o = demanding({})
    const { body, address } = step({ text: 'Hello' })
    const { contactId } = body.to
    const session = world.open(contactId, 'whatsapp', address, 'line-1', 'op-1')
    const { id, at } = world.message(session.id, 'inbound', 'Stop!')
    world.message(session.id, 'outbound', 'start')
    await refreshSession(o, session.id)
    await listMessages(demanding({}, stand.b), olga, session.id, null)
    expect(await readConsent(o, 'whatsapp', address)).toMatchObject({
      state: 'withdrawn',
      at,
      history: [{ source: 'customer', message: { sessionId: session.id, id, text: 'Stop!' } }],
    })
    expect(await reasonOf(o, body)).toBe('refused opted-out')
    clock.skip(1000)
    world.message(session.id, 'inbound', 'start')
    await refreshSession(o, session.id)
    expect(await readConsent(o, 'whatsapp', address)).toMatchObject({
      state: 'given',
      history: { length: 2 },
    })
  })
})

describe('a cap', () => {
  it('ends what processes write to one account for a while, and says until when (R-CAP-1)', async () => {
    const o = capped(1)
    const { body, address } = step({ text: 'Hello' }, { onOpenSession: 'write' })
    expect(await reasonOf(o, body)).toBe('sent -')
    const second = { ...body, operationId: `${body.operationId}-2` }
    const dry = await run(o, { ...second, dryRun: true })
    const sentAtMs = Date.parse((await o.journal.operations.get(body.operationId))?.sentAt ?? '')
    expect(dry.dryRun?.verdict).toMatchObject({
      reasons: [
        { code: 'cap-reached', facts: { most: 1, untilAt: new Date(sentAtMs + 24 * HOUR_MS).toISOString() } },
      ],
    })
    expect(await reasonOf(o, second)).toBe('refused cap-reached')
    // It counts by what arrived, not by who asks: another replica and another way of writing the address know it too.
    const spaced = {
      ...body,
      operationId: `${body.operationId}-3`,
      to: { address: `${address.slice(0, 2)} ${address.slice(2)}` },
    }
    expect(await reasonOf(capped(1, stand.b), spaced)).toBe('refused cap-reached')
    clock.skip(24 * HOUR_MS)
    expect(await reasonOf(o, { ...body, operationId: `${body.operationId}-4` })).toBe('sent -')
    expect(sentTo(address)).toHaveLength(2)
  })

  it('counts under the send lock: of ten at once before two replicas, as many go as may (R-CAP-1)', async () => {
    const { body, address } = step({ text: 'Hello' }, { onOpenSession: 'write' })
    const exits = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const o = capped(3, n % 2 === 0 ? stand.a : stand.b)
        return reasonOf(o, { ...body, operationId: `${body.operationId}-${n}` })
      }),
    )
    expect(exits.filter((exit) => exit === 'sent -')).toHaveLength(3)
    expect(exits.filter((exit) => exit === 'refused cap-reached')).toHaveLength(7)
    expect(sentTo(address)).toHaveLength(3)
  })

  it('does not hold for operators, and what failed is not counted', async () => {
    const o = capped(1)
    const { body } = step({ text: 'Hello' })
    world.faults.send.push('refuse-for-good')
    expect(await reasonOf(o, body)).toMatch(/^failed/)
    expect(await reasonOf(o, { ...body, operationId: `${body.operationId}-2` })).toBe('sent -')
    const start = plain(world)
    expect(await codes(start)).toEqual([])
  })
})
