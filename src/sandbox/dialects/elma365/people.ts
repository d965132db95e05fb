import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { listBody } from './body.ts'
import { done, WebApiError } from './envelope.ts'
import { listed, type Item } from './lists.ts'
import type { ProfileHolder } from './profile.ts'

/** Users and groups (facts, 4.3). A user's status in Lines has no readable member, so it is not here. */
export function mountPeople(app: NodeApp, engine: Engine, profile: ProfileHolder): void {
  const users = (ids?: readonly string[]): Item[] =>
    engine.store.operators
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map(({ id, name, email }) => ({ __id: id, __name: name, email }))

  app.on(['GET', 'POST'], '/user/list', async (c) =>
    done(c, { result: listed(users(), await listBody(c), profile.now) }),
  )
  app.on(['GET', 'POST'], '/scheme/groups/list', async (c) => {
    const groups = engine.store.groups.map(({ id, name }) => ({ __id: id, __name: name }))
    return done(c, { result: listed(groups, await listBody(c), profile.now) })
  })
  app.get('/scheme/groups/:id/users', async (c) => {
    const group = engine.store.groups.find(({ id }) => id === c.req.param('id'))
    if (!group) throw new WebApiError(404, 'There is no such group.')
    return done(c, {
      result: listed(users(group.operatorIds), { size: 10_000, ...c.req.query() }, profile.now),
    })
  })
}
