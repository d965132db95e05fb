import { expect, it } from 'vitest'
import { idAtAddress } from '../../src/domain/address.ts'
import {
  ContactExists,
  createContact,
  InvalidInput,
  offersOf,
  openCard,
  searchContacts,
  startSession,
  waysOf,
  type Outbound,
} from '../../src/outbound/index.ts'
import { CardSchema } from '../../src/wire/schemas.ts'
import { deliveredOf, dialectStand, PAVELS_PHONE } from './dialect-stand.ts'
import { olga } from './replicas.ts'

const open = dialectStand()
const PHONE = '+79990001122'
const ID = idAtAddress(PHONE)

const viber = async (o: Outbound) => {
  const { ways } = await waysOf(o, olga, ID)
  const way = ways.find(({ channel }) => channel === 'viber')
  if (!way) throw new Error('The demo has no Viber')
  return way
}
const message = (o: Outbound, text: string) =>
  viber(o).then(({ lineId, channel, address }) => ({
    operationId: o.newId(),
    contactId: ID,
    lineId,
    channel,
    address,
    subject: null,
    text,
  }))

it('over edna a new phone is written to without a contact, and is one afterwards (R-CONTACT-2, R-FIND-2)', async () => {
  const { a: o, sandbox } = await open('edna')
  const people = sandbox.engine.store.contacts.length
  const { contact, ways } = await createContact(o, olga, { name: PHONE, channel: 'whatsapp', address: PHONE })
  expect(contact).toEqual({ id: ID, name: PHONE })
  expect(ways.map(({ channel, verdict }) => [channel, verdict.kind])).toEqual([
    ['whatsapp', 'template-only'],
    ['whatsapp', 'template-only'],
    ['viber', 'free-form'],
  ])
  expect(sandbox.engine.store.contacts).toHaveLength(people)

  const request = await message(o, 'Good day, a new one')
  const { lineId, channel, address } = request
  expect((await offersOf(o, olga, { contactId: ID, lineId, channel, address })).way.verdict.kind).toBe(
    'free-form',
  )
  const sent = await startSession(o, olga, request)
  expect(sent).toMatchObject({ state: 'sent', sessionId: expect.any(String) })
  expect(deliveredOf(sandbox, 'Good day, a new one')).toBe(1)
  const session = sandbox.engine.store.sessions.find(({ id }) => id === sent.sessionId)!
  expect(sandbox.engine.store.contacts).toHaveLength(people + 1)

  // From now on the address means the contact: on a card, in a search, and for the rules (R-OPEN-1).
  const card = await openCard(o, { ...olga, record: { type: 'contact', id: ID } })
  expect(CardSchema.parse(card).contact?.id).toBe(session.contactId)
  expect(card.sessions.items.map(({ id }) => id)).toEqual([sent.sessionId])
  expect((await viber(o)).verdict.kind).toBe('refused')
  const again = createContact(o, olga, { name: PHONE, channel: 'whatsapp', address: PHONE })
  await expect(again).rejects.toThrow(ContactExists)
})

it('over edna two people who write to the same new phone at once send one message (R-OPEN-1)', async () => {
  const { a, b, sandbox } = await open('edna')
  const requests = [await message(a, 'At once'), await message(a, 'At once')] as const
  const ends = await Promise.all([startSession(a, olga, requests[0]), startSession(b, olga, requests[1])])
  expect(ends.map(({ state }) => state).toSorted()).toEqual(['refused', 'sent'])
  expect(deliveredOf(sandbox, 'At once')).toBe(1)
})

it('over edna who has the phone already is offered, and an id made up of an address finds nobody (R-FIND-2)', async () => {
  const { a: o } = await open('edna')
  const twin = createContact(o, olga, { name: 'Twin', channel: 'viber', address: PAVELS_PHONE })
  await expect(twin).rejects.toMatchObject({ contact: { id: 'c-1' } })
  expect((await searchContacts(o, olga, 'address:1234', null)).items).toEqual([])
})

it.each(['mobile-app', 'web-chat'] as const)(
  'over edna a new external id is written to in the %s, and is a contact afterwards (R-CONTACT-2)',
  async (channel) => {
    const { a: o, sandbox } = await open('edna')
    const newcomer = { name: 'CRM/7001 №4', channel, address: 'CRM/7001' }
    const { contact, ways } = await createContact(o, olga, newcomer)
    expect(ways.map((way) => [way.channel, way.address, way.verdict.kind])).toEqual([
      ['web-chat', 'CRM/7001', 'free-form'],
      ['mobile-app', 'CRM/7001', 'free-form'],
    ])
    const way = ways.find((one) => one.channel === channel)
    const { id: contactId } = contact
    const request = { contactId, channel, lineId: way?.lineId ?? '', address: 'CRM/7001' }
    const sent = await startSession(o, olga, {
      operationId: o.newId(),
      ...request,
      subject: null,
      text: 'Good day, a new one',
      after: { kind: 'assign-to-me' },
    })
    expect(sent).toMatchObject({ state: 'sent', routing: 'done' })
    const { deliveries, contacts, sessions } = sandbox.engine.store
    expect(deliveries.filter(({ text }) => text === 'Good day, a new one')).toMatchObject([
      { channel, address: 'CRM/7001', sessionId: sent.sessionId },
    ])
    expect(contacts.at(-1)?.id).toBe('CRM/7001')
    expect(sessions.find(({ id }) => id === sent.sessionId)).toMatchObject({
      contactId: 'CRM/7001',
      operatorId: 'op-1',
    })
    // Both names of the newcomer mean the contact now, and the open session stands in the way (R-OPEN-1).
    for (const id of [contactId, 'CRM/7001']) {
      const again = await waysOf(o, olga, id)
      expect(again.contact.id).toBe('CRM/7001')
      expect(new Set(again.ways.map(({ verdict }) => verdict.kind))).toEqual(new Set(['refused']))
    }
    await expect(createContact(o, olga, newcomer)).rejects.toMatchObject({ contact: { id: 'CRM/7001' } })
  },
)

it('over edna an external id that looks like a phone is no phone, and one with a space is none (R-CONTACT-2)', async () => {
  const { a: o } = await open('edna')
  const like = await createContact(o, olga, { name: 'x', channel: 'mobile-app', address: '+79990001122' })
  expect(like.ways.map(({ channel }) => channel)).toEqual(['web-chat', 'mobile-app'])
  const faulty = createContact(o, olga, { name: 'x', channel: 'web-chat', address: 'two words' })
  await expect(faulty).rejects.toThrow(InvalidInput)
})

it.each([
  ['edna', { findBy: ['whole-phone', 'id'], newBy: ['phone', 'email', 'id'], nameless: true }],
  ['helpdeskeddy', { findBy: ['name', 'phone', 'email', 'id'], newBy: ['email'], nameless: false }],
] as const)(
  'over %s a card tells what one may search by, and who may be new (R-FIND-1)',
  async (dialect, can) => {
    const { a: o } = await open(dialect)
    expect((await openCard(o, { ...olga, record: null })).can).toMatchObject(can)
  },
)

it('over helpdeskeddy no contact is made by phone, and the field is named', async () => {
  const { a: o, sandbox } = await open('helpdeskeddy')
  const people = sandbox.engine.store.contacts.length
  const made = createContact(o, olga, { name: 'Anna', channel: 'whatsapp', address: PHONE })
  await expect(made).rejects.toThrow(InvalidInput)
  expect(sandbox.engine.store.contacts).toHaveLength(people)
})
