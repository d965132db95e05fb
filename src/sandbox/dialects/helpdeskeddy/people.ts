import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, paged } from './envelope.ts'
import type { ProfileHolder } from './profile.ts'
import { allUsers, contactByEmail, userOf, type User } from './users.ts'
import { TENANT } from './values.ts'

const UserBody = z.object({
  name: z.string().trim().min(1),
  // A contact without a mailbox arises in a messenger only (facts, 4.2).
  email: z.string().regex(/^\S+@\S+$/, 'is required'),
  lastname: z.string().optional(),
  phone: z.string().optional(),
  /** Requests write it either way (facts, 2.3). */
  notifications: z.union([z.boolean(), z.coerce.number(), z.stringbool()]).optional(),
})

/** Users: list with search, one, create, update (facts, 4.1 and 4.2). */
export function mountPeople(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/users', (c) => paged(c, found(allUsers(engine), c.req.query()), (page) => page))
  api.get('/users/:id', (c) => answered(c, existing(engine, c.req.param('id'))))
  api.post('/users', async (c) => {
    const { name, lastname, email, phone } = await readBody(c, UserBody)
    if (contactByEmail(engine, email)) throw new ApiError(400, 'email: a user with this e-mail exists.')
    const whole = [name, lastname].filter(Boolean).join(' ')
    const { id } = engine.createContact({ name: whole, emails: [email], phones: phone ? [phone] : [] })
    return answered(c, existing(engine, id.slice(2)), profile.now.created)
  })
  api.put('/users/:id', async (c) => {
    const user = existing(engine, c.req.param('id'))
    if (user.group.type === 'staff') throw new ApiError(403, 'The key may not change staff.')
    const { name, lastname, email, phone, notifications } = await readBody(c, UserBody.partial())
    const whole = [name ?? user.name, lastname ?? user.lastname].filter(Boolean).join(' ')
    engine.updateContact(`c-${user.id}`, {
      name: whole,
      ...(email !== undefined && { emails: [email] }),
      ...(phone !== undefined && { phones: [phone] }),
      ...(notifications !== undefined && { hostFields: { notifications: Number(notifications) } }),
    })
    return answered(c, existing(engine, c.req.param('id')))
  })
  api.get('/groups', (c) => {
    const groups = new Map(allUsers(engine).map(({ group }) => [group.id, group]))
    return paged(c, [...groups.values()], (page) => page)
  })
}

function existing(engine: Engine, id: string): User {
  const user = /^\d+$/.test(id) ? userOf(engine, Number(id)) : null
  if (!user) throw new ApiError(404, 'There is no such user.')
  return user
}

type Query = Readonly<Record<string, string>>

function found(users: readonly User[], query: Query): User[] {
  const { search = '', exact_search: exact = '0', id_list: ids, group_list: groups } = query
  return users.filter(
    (user) =>
      user.id !== TENANT.keyOwnerId &&
      listed(ids, user.id) &&
      listed(groups, user.group.id) &&
      (search === '' || matches(user, search.toLowerCase(), exact === '1')),
  )
}

function listed(list: string | undefined, value: number): boolean {
  return list === undefined || list.split(',').includes(String(value))
}

function matches(user: User, words: string, exactly: boolean): boolean {
  const texts = [user.name, user.lastname, `${user.name} ${user.lastname}`, user.email, user.phone].map(
    (text) => text.toLowerCase(),
  )
  // A phone is found by its digits, however it was typed (inferred).
  texts.push(user.phone.replaceAll(/\D/g, ''))
  const asked = /^\+?\d+$/.test(words) ? words.replace('+', '') : words
  return texts.some((text) =>
    exactly ? text === words || text === asked : text.includes(words) || text.includes(asked),
  )
}
