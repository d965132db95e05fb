import * as z from 'zod'
import { createContact, listSessions, searchContacts, waysOf } from '../../outbound/index.ts'
import { NewContactSchema } from '../../wire/requests.ts'
import { ContactPageSchema } from '../../wire/people.ts'
import { SessionPageSchema, WaysSchema } from '../../wire/schemas.ts'
import { inOneLook } from '../look.ts'
import { defineRoute, json } from '../route.ts'

export const CursorSchema = z
  .string()
  .max(1000)
  .optional()
  .describe('From the page before; absent for the first.')

/** By name, phone, email, external id or messenger name (R-FIND-1), with open sessions where asked for (R-START-4). */
export const findContacts = defineRoute({
  method: 'GET',
  path: '/v1/contacts',
  who: 'context',
  summary: 'Contacts by name, phone, email, external id or messenger name; at least three characters.',
  query: z.object({
    query: z.string().max(200),
    cursor: CursorSchema,
    with: z
      .enum(['sessions'])
      .optional()
      .describe('`sessions`: with the open sessions of the first ten found.'),
  }),
  answers: { 200: { description: 'A page of contacts.', schema: ContactPageSchema } },
  problems: ['unknown-operator', 'not-supported'],
  async respond({ caller, query }) {
    const { query: words, cursor = null, with: more } = query
    const { outbound } = caller.workspace
    return json(
      await inOneLook(() => searchContacts(outbound, caller.asker, words, cursor, more === 'sessions')),
    )
  },
})

/** Creates a contact inside the form (R-FIND-2). */
export const addContact = defineRoute({
  method: 'POST',
  path: '/v1/contacts',
  who: 'context',
  summary: 'Creates a contact with one address.',
  body: NewContactSchema,
  answers: { 201: { description: 'The contact and the ways to reach them.', schema: WaysSchema } },
  problems: ['unknown-operator', 'contact-exists', 'not-supported'],
  async respond({ caller, body }) {
    return json(await createContact(caller.workspace.outbound, caller.asker, body), 201)
  },
})

/** The accounts of a contact with their verdicts. */
export const readWays = defineRoute({
  method: 'GET',
  path: '/v1/contacts/:id/ways',
  who: 'context',
  summary: 'The ways to reach a contact, each with its verdict.',
  answers: { 200: { description: 'The contact and the ways.', schema: WaysSchema } },
  problems: ['unknown-operator', 'unknown-id'],
  async respond({ caller, param }) {
    return json(await inOneLook(() => waysOf(caller.workspace.outbound, caller.asker, param('id'))))
  },
})

/** Older sessions of a contact. */
export const readSessions = defineRoute({
  method: 'GET',
  path: '/v1/contacts/:id/sessions',
  who: 'context',
  summary: 'Sessions of a contact, newest activity first.',
  query: z.object({ cursor: CursorSchema }),
  answers: { 200: { description: 'A page of sessions.', schema: SessionPageSchema } },
  problems: ['unknown-operator'],
  async respond({ caller, param, query }) {
    return json(
      await listSessions(caller.workspace.outbound, caller.asker, param('id'), query.cursor ?? null),
    )
  },
})
