import { ContactPageSchema } from '../../wire/people.ts'
import type { WireNewContact } from '../../wire/requests.ts'
import { WaysSchema } from '../../wire/schemas.ts'
import type { Http } from './http.ts'

/** Finds and creates customers; loaded with what does so. Every method throws `GatewayProblem` and nothing else. */
export type PeopleClient = ReturnType<typeof peopleClient>

/** Contacts and their correspondence, over the gateway. */
export function peopleClient(http: Http) {
  return {
    /** At least three characters (R-FIND-1). `sessions`: with the open ones of everybody found (R-START-4). */
    find: (query: string, cursor: string | null, sessions: boolean) =>
      http.read('contacts', ContactPageSchema, { query, cursor, with: sessions ? 'sessions' : null }),
    /** Throws `contact-exists` with the contact that is there already (R-FIND-2). */
    create: (contact: WireNewContact) => http.write('contacts', WaysSchema, contact),
  }
}
