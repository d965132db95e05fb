import { describe, expect, test } from 'vitest'
import { afterChoices } from '../../../src/domain/after.ts'
import { allOf } from '../../contract/steps.ts'
import { adapterOver } from './adapter.ts'
import { demoStand } from './stand.ts'

const { policy } = adapterOver(() => ({})).host
const line = { id: 'line-1', name: 'Support', channels: [], operators: ['op-1'], supervisors: ['op-3'] }

describe('the policy', () => {
  test('a new address is plain, a new phone has seven digits at least (R-ADDR-3, R-ADDR-4)', () => {
    expect(policy.newContact).toMatchObject({ email: 'plain', leastPhoneDigits: 7 })
  })
  test('a letter is finished when it is sent, so nothing follows it (R-AFTER-2)', () => {
    expect(afterChoices(policy, policy.channels.email, line, 'op-1')).toEqual([])
  })
  test('afterwards a session is taken or handed over; it cannot be closed from outside (R-AFTER-1, R-AFTER-3)', () => {
    expect(afterChoices(policy, policy.channels.whatsapp, line, 'op-1')).toEqual([
      'assign-to-me',
      'hand-over',
    ])
    expect(afterChoices(policy, policy.channels.whatsapp, line, 'op-3')).toEqual(['hand-over'])
  })
  test('VK has the window of WhatsApp (R-WIN-3)', () => {
    expect(policy.channels.vk?.windowMs).toBe(policy.channels.whatsapp?.windowMs)
    expect(policy.channels.vk?.templates).toEqual({ typed: true })
  })
  test('there are no tags, for the host takes none from outside (R-TAG-1)', () => {
    expect(adapterOver(() => ({})).host.tags).toBeUndefined()
  })
})

describe('over the demo', () => {
  const stand = demoStand()

  test('canned replies are the operator’s own and the directory’s, nobody else’s own (R-MSG-2)', async () => {
    const host = stand.host()
    const of = (operatorId: string | null) => allOf((cursor) => host.cannedReplies!.list(cursor, operatorId))
    const olga = await of('op-1')
    expect(olga.filter(({ own }) => own).map(({ id }) => id)).toEqual(['own-olga', 'own-olga-ru'])
    expect(olga.some(({ own }) => !own)).toBe(true)
    expect((await of('op-2')).filter(({ own }) => own)).toHaveLength(1)
    expect((await of(null)).filter(({ own }) => own)).toEqual([])
  })

  test('a session may be handed to agents, skills and units (R-AFTER-1)', async () => {
    const kinds = (await stand.host().routing!.targets!()).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['operator', 'skill', 'department']))
  })

  test('a phone is offered on WhatsApp and on Viber Business alike (R-CONTACT-2)', async () => {
    const accounts = await stand.host().contacts.accounts('c-1')
    const phones = accounts.filter(({ source }) => source === 'phone-field')
    expect(phones.map(({ channel, address }) => [channel, address])).toEqual([
      ['whatsapp', '+79123456789'],
      ['viber', '+79123456789'],
    ])
  })
})
