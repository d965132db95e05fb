import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { callerOf, refuseBots, seesLine } from './caller.ts'
import { newestFirst } from './conversations.ts'
import { filtered, FilterBody, pageOf } from './filter.ts'
import { idOf, numberOf } from './ids.ts'
import type { Limiter } from './limits.ts'
import { addressOf, channelOf, contactable, linksOf, slimInbox, type Person } from './links.ts'
import { invalid, notFound, readJson, throttled } from './refusals.ts'
import type { Scene } from './scene.ts'
import { showContact, showConversation } from './show.ts'

const PAGE = 15
const Text = z.string().trim().min(1)
const NewContact = z.object({
  name: Text.nullish(),
  email: Text.nullish(),
  phone_number: Text.nullish(),
  identifier: Text.nullish(),
  inbox_id: z.coerce.number().nullish(),
  source_id: Text.nullish(),
  blocked: z.boolean().optional(),
  custom_attributes: z.record(z.string(), z.json()).optional(),
})

/** People (facts, 2.1). */
export function mountContacts(app: NodeApp, scene: Scene, limits: Limiter): void {
  const { engine } = scene
  const contactAt = (value: string): Person => {
    const id = idOf('contact', value)
    const contact = id === null ? undefined : engine.contact(id)
    if (!contact) throw notFound()
    return contact
  }

  app.get('/contacts/search', (c) => {
    refuseBots(callerOf(scene, c))
    if (!limits.admits('contact search', scene.profile.now.searchesPerMinute)) return throttled()
    const { q, page, include_contact_inboxes: links } = c.req.query()
    if (q === undefined || q.trim() === '')
      return c.json({ error: 'Specify search string with parameter q' }, 422)
    const found = engine.store.contacts.filter((contact) => isFoundBy(contact, q.trim()))
    const shown = pageOf(found, page, PAGE)
    const current = Math.max(1, Number(page ?? 1))
    return c.json({
      meta: { count: shown.length, current_page: current, has_more: found.length > current * PAGE },
      payload: shown.map((contact) => showContact(scene, contact, links !== 'false')),
    })
  })

  app.post('/contacts/filter', async (c) => {
    refuseBots(callerOf(scene, c))
    const known = engine.store.contacts.filter(
      ({ phones, emails, hostFields }) => phones.length + emails.length > 0 || hostFields['identifier'],
    )
    const found = filtered(known, await readJson(c, FilterBody), {
      phone_number: ({ phones }) => phones.slice(0, 1),
      // Addresses of mailboxes are kept in small letters.
      email: ({ emails }) => emails.slice(0, 1).map((email) => email.toLowerCase()),
      identifier: ({ hostFields }) => [String(hostFields['identifier'] ?? '')],
      name: ({ name }) => [name],
    })
    return c.json({
      meta: { count: found.length, current_page: Number(c.req.query('page') ?? 1) },
      payload: pageOf(found, c.req.query('page'), PAGE).map((one) => showContact(scene, one, true)),
    })
  })

  app.post('/contacts', async (c) => {
    refuseBots(callerOf(scene, c))
    const asked = await readJson(c, NewContact)
    refuseUnfit(engine, asked)
    const inbox = asked.inbox_id == null ? null : lineAt(engine, asked.inbox_id)
    const contact = engine.createContact({
      name: asked.name ?? asked.email ?? asked.phone_number ?? '',
      phones: asked.phone_number == null ? [] : [asked.phone_number],
      emails: asked.email == null ? [] : [asked.email],
      accounts:
        inbox && asked.source_id != null
          ? [{ channel: channelOf(inbox), address: addressOf(channelOf(inbox), asked.source_id) }]
          : [],
      hostFields: {
        ...(asked.identifier != null && { identifier: asked.identifier }),
        ...(asked.custom_attributes && { custom_attributes: asked.custom_attributes }),
      },
    })
    const link = linksOf(scene, contact.id)[0]
    return c.json({
      payload: {
        contact: showContact(scene, contact, true),
        contact_inbox: {
          inbox: link ? slimInbox(link.line) : null,
          source_id: link?.sourceId ?? null,
        },
      },
    })
  })

  app.get('/contacts/:id', (c) => {
    refuseBots(callerOf(scene, c))
    return c.json({ payload: showContact(scene, contactAt(c.req.param('id')), true) })
  })
  app.put('/contacts/:id', async (c) => {
    refuseBots(callerOf(scene, c))
    const contact = contactAt(c.req.param('id'))
    const asked = await readJson(c, NewContact)
    refuseUnfit(engine, asked, contact.id)
    engine.updateContact(contact.id, {
      ...(asked.name != null && { name: asked.name }),
      ...(asked.phone_number != null && { phones: [asked.phone_number] }),
      ...(asked.email != null && { emails: [asked.email] }),
      ...(asked.blocked !== undefined && { hostFields: { blocked: asked.blocked } }),
    })
    return c.json({ payload: showContact(scene, contact, true) })
  })

  app.get('/contacts/:id/contactable_inboxes', (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const found = contactable(scene, contactAt(c.req.param('id')), randomUUID)
    return c.json({
      payload: found
        .filter(({ line }) => seesLine(scene, caller, line.id))
        .map(({ line, sourceId }) => ({ source_id: sourceId, inbox: slimInbox(line) })),
    })
  })
  app.get('/contacts/:id/conversations', (c) => {
    refuseBots(callerOf(scene, c))
    const contact = contactAt(c.req.param('id'))
    const newest = engine.sessionsOfContact(contact.id).toSorted(newestFirst)
    return c.json({
      payload: newest
        .slice(0, scene.profile.now.contactConversations)
        .map((session) => showConversation(scene, session)),
    })
  })
}

/** A part of name, email or phone in any case, or of the identifier in its own case (scenario 3). */
function isFoundBy({ name, emails, phones, hostFields }: Person, q: string): boolean {
  const has = (text: string | undefined) => text?.toLowerCase().includes(q.toLowerCase()) ?? false
  return has(name) || has(emails[0]) || has(phones[0]) || String(hostFields['identifier'] ?? '').includes(q)
}

function lineAt(engine: Engine, value: number) {
  const line = engine.store.lines.find(({ id }) => numberOf(id) === value)
  if (!line) throw notFound()
  return line
}

/** What the model's own checks refuse: a badly written phone, and what another contact has (scenario 4). */
function refuseUnfit(engine: Engine, asked: z.infer<typeof NewContact>, but?: string): void {
  const { phone_number: phone, email, identifier } = asked
  if (phone != null && !/^\+[1-9]\d{1,14}$/.test(phone))
    throw invalid('Phone number should be in e164 format', ['phone_number'])
  if (email != null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid('Invalid email', ['email'])
  const others = engine.store.contacts.filter(({ id }) => id !== but)
  if (phone != null && others.some(({ phones }) => phones[0] === phone))
    throw invalid('Phone number has already been taken', ['phone_number'])
  if (email != null && others.some(({ emails }) => emails[0]?.toLowerCase() === email.toLowerCase()))
    throw invalid('Email has already been taken', ['email'])
  if (identifier != null && others.some(({ hostFields }) => hostFields['identifier'] === identifier))
    throw invalid('Identifier has already been taken', ['identifier'])
}
