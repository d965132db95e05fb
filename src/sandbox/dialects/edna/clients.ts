import { z } from 'zod'
import type { Contact, Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson, Refusal } from './answers.ts'
import { ADDRESS_KEYS, CHANNELS, LAST_ORDER } from './values.ts'

const ShortInfoBody = z.object({
  phones: z.array(z.string()).nullish(),
  externalIds: z.array(z.string()).nullish(),
})

/** Clients: found by phone or external id alone (facts, 2.5). The CRM's contact ids are the external ids. */
export function mountClients(app: NodeApp, engine: Engine): void {
  app.post('/clients/short-info', async (c) => {
    const { phones, externalIds } = await readJson(c, ShortInfoBody)
    const wanted = new Set((phones ?? []).map(digitsOf))
    const ids = new Set(externalIds ?? [])
    const found = engine.store.contacts.filter((contact) => {
      const phone = phoneOf(engine, contact)
      return ids.has(contact.id) || (phone !== null && wanted.has(digitsOf(phone)))
    })
    return c.json(
      found.map((contact) => ({
        id: clientNumber(engine, contact.id),
        externalId: contact.id,
        phone: phoneOf(engine, contact),
        hasActiveThread: engine.store.sessions.some(
          ({ contactId, state }) => contactId === contact.id && state !== 'closed',
        ),
      })),
    )
  })
  app.get('/clients/internal/:id/profile', (c) =>
    c.json(profileOf(engine, clientNumbered(engine, Number(c.req.param('id'))))),
  )
  app.get('/clients/:id/profile', (c) => c.json(profileOf(engine, clientBy(engine, c.req.param('id')))))
}

/** Above all that the CRM counts itself, and still exact. */
const OTHERS_FROM = 9_000_000_000_000_000

/** The host's own number of a client: that of `c-1` is 1; whom the CRM calls otherwise is counted by the place in the store. */
export function clientNumber(engine: Engine, externalId: string): number {
  const [, counted] = /^c-(\d{1,16})$/.exec(externalId) ?? []
  if (Number(counted) < OTHERS_FROM) return Number(counted)
  return OTHERS_FROM + engine.store.contacts.findIndex(({ id }) => id === externalId)
}

/** The way back. Throws 404, as `clientBy`. */
export function clientNumbered(engine: Engine, number: number): Contact {
  const contact = engine.store.contacts.find(({ id }) => clientNumber(engine, id) === number)
  return clientBy(engine, contact?.id ?? '')
}

/** Throws 404, which is inferred: the vendor shows no answer for a client that is not there. */
export function clientBy(engine: Engine, externalId: string): Contact {
  const contact = engine.contact(externalId)
  if (!contact) throw new Refusal(404, 'Not Found', 'There is no such client.')
  return contact
}

/** The client's active thread on any channel but email, which is exempt (facts, section 4); the newest. */
export function activeThreadOf(engine: Engine, contactId: string) {
  const open = engine.store.sessions.filter(
    (session) => session.contactId === contactId && session.state !== 'closed' && session.channel !== 'email',
  )
  return open.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0] ?? null
}

export function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}

function phoneOf(engine: Engine, contact: { id: string; phones: readonly string[] }): string | null {
  return addressOf(engine, contact.id, 'whatsapp') ?? contact.phones[0] ?? null
}

function addressOf(engine: Engine, contactId: string, channel: string): string | null {
  return engine.accountsOf(contactId).find((account) => account.channel === channel)?.address ?? null
}

/** `email` and `phone` are fields for showing; messenger addresses stand in the additional ones, where the CRM has put them. */
function profileOf(engine: Engine, contact: Contact) {
  const additional = CHANNELS.flatMap(({ channel }) => {
    const key = ADDRESS_KEYS[channel]
    const value = addressOf(engine, contact.id, channel)
    return key === undefined || value === null ? [] : [{ key, value }]
  })
  const order = engine.store.orders.findLast(({ contactId }) => contactId === contact.id)
  // What the CRM has put there of its own, as of the messengers above.
  if (order) additional.push({ key: LAST_ORDER, value: String(order.number) })
  return {
    externalClientId: contact.id,
    fullName: contact.name,
    email: contact.emails[0] ?? addressOf(engine, contact.id, 'email'),
    phone: phoneOf(engine, contact),
    segment: null,
    // One flag for the client, although a block counts per channel (facts, section 4).
    blocked: engine.accountsOf(contact.id).some(({ blocked }) => blocked),
    additional,
  }
}
