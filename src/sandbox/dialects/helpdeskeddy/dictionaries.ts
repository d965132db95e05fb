import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { answered, keyed, paged } from './envelope.ts'
import type { ProfileHolder } from './profile.ts'
import { STATUSES } from './ticket-deeds.ts'
import { numberOf, TENANT } from './values.ts'

const FREE = { view: true, edit: true, required_to_create_ticket: false, required_to_close_ticket: false }

/** Departments, statuses, priorities, types and fields (facts, 4.5 and 4.6). Nothing tells channels, mailboxes or templates (4.4). */
export function mountDictionaries(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/departments', (c) => {
    const own = engine.store.lines.map(({ id, name }) => ({ id: numberOf(id), name: named(name, profile) }))
    const all = [...own, { id: TENANT.warranty, name: named('Warranty', profile) }]
    return answered(c, profile.now.departments === 'array' ? all : keyed(all))
  })
  api.get('/statuses', (c) =>
    answered(
      c,
      STATUSES.map((id) => ({ id, name: named(id, profile) })),
    ),
  )
  api.get('/priorities', (c) =>
    answered(
      c,
      ['Low', 'Usual', 'High'].map((name, at) => ({ id: at + 1, name: named(name, profile) })),
    ),
  )
  api.get('/types', (c) => answered(c, [{ id: 0, name: named('Without type', profile) }]))
  api.get('/custom_fields', (c) =>
    paged(
      c,
      [
        { id: TENANT.ticketKeyField, name: named('Firstline key', profile), field_type: 'text' },
        { id: TENANT.deliveryField, name: named('Delivery way', profile), field_type: 'select' },
      ].map((field) => ({ ...field, permissions: { staff: FREE, user: { ...FREE, edit: false } } })),
      keyed,
    ),
  )
}

/** By language, keys missing, or plain text (scenario 9). Ukrainian is `ua`. */
function named(name: string, { now }: ProfileHolder): unknown {
  if (now.names === 'plain') return name
  return now.names === 'some-missing' ? { ru: '', ua: name } : { en: name, ru: name, ua: name }
}
