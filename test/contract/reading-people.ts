import { describe, expect, test } from 'vitest'
import { describeWhen, testWhen } from './when.ts'
import type { Channel } from '../../src/domain/words.ts'
import type { Suite } from './host-contract.ts'
import { allOf, failureOf, messageToPavel, settled } from './steps.ts'
import { idAtAddress } from '../../src/domain/address.ts'
import { HostError } from '../../src/hosts/errors.ts'

const STRANGE_IDS = [
  'c-none',
  '',
  '.',
  '..',
  '../../../user',
  'a/b?c#d',
  '%2e%2e',
  'Ж "\'\\ \u202E',
  'x'.repeat(5000),
]

/** Lines, contacts and their addresses. */
export function readingPeople(suite: Suite): void {
  const search = async (query: string) =>
    (await allOf((cursor) => suite.running().host.contacts.search!(query, cursor))).map(({ id }) => id)

  const creatable = ({ channel }: { channel: Channel }) => suite.creates?.includes(channel) ?? true

  describe('lines', () => {
    test('are those of the host, with their channels and people', async () => {
      const { host, oracle } = suite.running()
      const { lines } = await oracle.store()
      const asked = await host.lines.list()
      expect(asked.map(({ id, name }) => ({ id, name }))).toEqual(lines.map(({ id, name }) => ({ id, name })))
      for (const [index, line] of asked.entries()) {
        expect(line.channels).toEqual(lines[index]!.channels)
        const { operators, supervisors } = lines[index]!
        expect([operators.toSorted(), undefined]).toContainEqual(line.operators?.toSorted())
        expect([supervisors.toSorted(), undefined]).toContainEqual(line.supervisors?.toSorted())
      }
    })
  })

  describe('a contact', () => {
    test('is read with the name on its card, whatever is in it', async () => {
      const { host, oracle } = suite.running()
      const { contacts } = await oracle.store()
      for (const { id, name } of contacts) expect(await host.contacts.get(id)).toEqual({ id, name })
    })

    test.each(STRANGE_IDS)('that does not exist is null and has no accounts (%j)', async (id) => {
      const { host } = suite.running()
      expect(await host.contacts.get(id)).toBeNull()
      expect(await host.contacts.accounts(id)).toEqual([])
    })

    test('has all its addresses, each once, as they are written', async () => {
      const { host, oracle } = suite.running()
      const { contacts, accounts } = await oracle.store()
      for (const contact of contacts) {
        const read = await host.contacts.accounts(contact.id)
        const keys = read.map(({ channel, address }) => `${channel} ${address.toLowerCase()}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(read.every(({ contactId }) => contactId === contact.id)).toBe(true)
        const own = accounts.filter((one) => one.contactId === contact.id && one.inRecord)
        const written = [
          ...own.map(({ channel, address }) => ({ channel, address })),
          ...contact.emails.map((address) => ({ channel: 'email' as const, address })),
        ]
        const shown = written.filter(({ channel, address }) =>
          suite.severalAddresses
            ? keys.includes(`${channel} ${address.toLowerCase()}`)
            : // Of several addresses on a channel such a host keeps one.
              written.some(
                (other) =>
                  other.channel === channel && keys.includes(`${channel} ${other.address.toLowerCase()}`),
              ),
        )
        expect(shown).toEqual(written)
      }
    })
  })

  describeWhen(suite.capabilities.includes('search'))('searching contacts', () => {
    testWhen(suite.findsBy === undefined)(
      'finds by a part of the name, in any case, to the last page',
      async () => {
        const { contacts } = await suite.running().oracle.store()
        for (const part of ['pavel', 'SEROV', 'a']) {
          const expected = contacts.filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
          const found = await search(part)
          expect(new Set(found).size).toBe(found.length)
          for (const { id } of expected) expect(found).toContain(id)
        }
      },
    )

    test('finds by phone, however it is written, and by email', async () => {
      const { contacts } = await suite.running().oracle.store()
      const pavel = contacts.find(({ id }) => id === 'c-1')!
      const whole = ['+79123456789', '+7 (912) 345-67-89', '8 912 345 67 89']
      for (const phone of suite.findsBy === undefined ? [...whole, '912 345-67'] : whole)
        expect([phone, ...(await search(phone))]).toContain('c-1')
      expect(pavel.emails.length).toBeGreaterThan(0)
      for (const email of suite.findsBy === undefined ? pavel.emails : [])
        expect(await search(email)).toContain('c-1')
    })

    test('finds nobody for what nobody is called, however odd', async () => {
      for (const odd of ['nobody is called so', `' or 1=1 --`, '[__name]', '%%%', '"\\', '\u202Eabc'])
        expect([odd, ...(await search(odd))]).toEqual([odd])
    })

    test('refuses a cursor that is not its own', async () => {
      const { host } = suite.running()
      expect(await failureOf(host.contacts.search!('pavel', 'made up'))).toMatchObject({
        code: 'bad-request',
      })
    })
  })

  describeWhen(suite.capabilities.includes('create'))('creating a contact', () => {
    const people = [
      { name: 'New by Phone', channel: 'whatsapp', address: '+79990001122' },
      { name: 'Новый <b>по почте</b>', channel: 'email', address: 'new.person@example.com' },
    ] as const
    test.each(people.filter(creatable))('puts it on the host: $name', async (contact) => {
      const { host, oracle } = suite.running()
      const created = await host.contacts.create!(contact)
      expect((await oracle.store()).contacts).toContainEqual(
        expect.objectContaining({ id: created.id, name: contact.name }),
      )
      expect(await host.contacts.accounts(created.id)).toContainEqual(
        expect.objectContaining({ channel: contact.channel, address: contact.address }),
      )
    })

    const impossible = people.filter((contact) => !creatable(contact))
    testWhen(impossible.length > 0)('creates none where the host cannot, and says so', async () => {
      const { host, oracle } = suite.running()
      const before = await oracle.store()
      for (const contact of impossible)
        expect(await failureOf(host.contacts.create!(contact))).toMatchObject({ happened: 'no' })
      expect((await oracle.store()).contacts).toHaveLength(before.contacts.length)
    })

    test('offers the contact that has the address already, and creates none (R-FIND-2)', async () => {
      const { host, oracle } = suite.running()
      const before = await oracle.store()
      const email = before.contacts.find(({ id }) => id === 'c-1')!.emails[0]!
      const attempts = [
        { name: 'Twin', channel: 'whatsapp', address: '+79123456789' },
        { name: 'Twin', channel: 'email', address: email.toUpperCase() },
      ] as const
      for (const twin of attempts) {
        const error = await failureOf(host.contacts.create!(twin))
        expect(error).toMatchObject({ code: 'contact-exists', happened: 'no', contact: { id: 'c-1' } })
      }
      expect((await oracle.store()).contacts).toHaveLength(before.contacts.length)
    })
  })

  describeWhen(suite.capabilities.includes('atAddress'))('somebody named by an address (R-CONTACT-2)', () => {
    test('is nobody yet: the address alone, and nothing is stored', async () => {
      const { host, oracle } = suite.running()
      const before = await oracle.store()
      for (const address of ['+79990001122', 'new.person@example.com']) {
        const id = idAtAddress(address)
        expect(await host.contacts.get(id)).toEqual({ id, name: address })
        const accounts = await host.contacts.accounts(id)
        expect(accounts.length).toBeGreaterThan(0)
        expect(new Set(accounts.map((one) => `${one.contactId} ${one.address}`))).toEqual(
          new Set([`${id} ${address}`]),
        )
        expect(await host.sessions.ofContact(id, null)).toEqual({ items: [], next: null })
      }
      expect((await oracle.store()).contacts).toHaveLength(before.contacts.length)
    })

    test('is the contact who has the phone already', async () => {
      const { host } = suite.running()
      const id = idAtAddress('+79123456789')
      expect(await host.contacts.get(id)).toEqual(await host.contacts.get('c-1'))
      expect(await host.contacts.accounts(id)).toEqual(await host.contacts.accounts('c-1'))
      expect(await host.sessions.ofContact(id, null)).toEqual(await host.sessions.ofContact('c-1', null))
    })

    test('becomes a contact with the first message, which is found again', async () => {
      const { host, oracle } = suite.running()
      const to = { contactId: idAtAddress('+79990001122'), address: '+79990001122' }
      const request = await messageToPavel(host, to)
      const found = await settled(host, request, await host.sender.send(request))
      const { messages, accounts, sessions } = await oracle.store()
      const { sessionId, id } = messages.find(({ text }) => text === request.text)!
      expect(found).toEqual({ state: 'sent', sessionId, messageId: id })
      const { contactId } = sessions.find((one) => one.id === sessionId)!
      expect(accounts).toContainEqual(expect.objectContaining({ contactId, address: to.address }))
      expect(await host.contacts.get(to.contactId)).toMatchObject({ id: contactId })
    })
  })

  test('a host error is all that ever comes out of a wrong token', async () => {
    const { stranger } = suite.running()
    const asked = [stranger.lines.list(), stranger.contacts.get('c-1'), stranger.contacts.accounts('c-1')]
    for (const error of await Promise.all(asked.map(failureOf))) {
      expect(error).toBeInstanceOf(HostError)
      expect(error).toMatchObject({ code: 'wrong-credentials', kind: 'fix-setup', happened: 'no' })
    }
  })
}
