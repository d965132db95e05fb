import type { Operator } from '../../domain/words.ts'
import { remembered } from '../remember.ts'
import type { Elma365 } from './api.ts'
import { UsersAnswer } from './wire.ts'

const PAGE = 100
const MOST_USERS = 10_000

/** Names of the host's users, by id. */
export type Staff = () => Promise<ReadonlyMap<string, string>>

/** There is no documented read of one user (see the README), so the list is read and remembered. */
export function staffOf(elma: Elma365): Staff {
  return remembered(() => everybody(elma), elma.settings.linesFreshForMs, elma.now)
}

/** Staff by id. The status (it exists with the paid Service solution) has no readable member, so it is always unknown. */
export function operatorsOf(staff: Staff): { get(id: string): Promise<Operator | null> } {
  return {
    get: async (id) => {
      const name = (await staff()).get(id)
      return name === undefined ? null : { id, name, status: null }
    },
  }
}

async function everybody({ web }: Elma365): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  // Until a page brings nobody new: how many the host gives at once is not said.
  for (let from = 0; from < MOST_USERS;) {
    const users = await web.read({
      method: 'POST',
      path: 'user/list',
      json: { from, size: PAGE },
      answer: UsersAnswer,
    })
    const before = names.size
    for (const user of users) {
      const id = user.__id ?? user.id
      if (id !== undefined) names.set(id, nameOf(user) ?? id)
    }
    if (names.size === before) break
    from += users.length
  }
  return names
}

/** `__name` as items have it; the others as public clients read them; a full name is an object of three parts (A2). */
function nameOf(user: Record<string, unknown>): string | null {
  for (const field of ['__name', 'fullname', '__fullname', 'name']) {
    const value = user[field]
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value !== 'object' || value === null) continue
    const { lastname, firstname } = value as { lastname?: unknown; firstname?: unknown }
    const parts = [firstname, lastname].filter((part) => typeof part === 'string' && part !== '')
    if (parts.length > 0) return parts.join(' ')
  }
  return null
}
