import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { FIELDS } from './custom-fields.ts'
import { answered, ApiError, keyed, paged } from './envelope.ts'
import type { ProfileHolder } from './profile.ts'
import { STATUSES } from './ticket-deeds.ts'
import { numberOf, PRIORITIES, TENANT } from './values.ts'

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
      PRIORITIES.map((name, at) => ({ id: at + 1, name: named(name, profile) })),
    ),
  )
  api.get('/types', (c) => answered(c, [{ id: 0, name: named('Without type', profile) }]))
  api.get('/custom_fields', (c) =>
    paged(
      c,
      FIELDS.map((field) => fieldOf(field, profile)),
      keyed,
    ),
  )
  api.get('/custom_fields/:id', (c) => answered(c, fieldOf(existing(c.req.param('id')), profile)))
  api.get('/custom_fields/:id/options', (c) => {
    const { options } = existing(c.req.param('id'))
    const shown = options.map(({ id, name, pid }) => ({ id, name: worded(name, profile), pid }))
    return paged(c, shown, (page) => page, OPTIONS_PER_PAGE)
  })
}

const OPTIONS_PER_PAGE = 50
type Field = (typeof FIELDS)[number]

function existing(id: string): Field {
  const field = FIELDS.find((one) => String(one.id) === id)
  if (!field) throw new ApiError(404, 'There is no such field.')
  return field
}

/** A hierarchy has a name for each level (facts, 4.6). */
function fieldOf({ id, type, names, required, edit }: Field, profile: ProfileHolder) {
  const words = names.map((name) => worded(name, profile))
  const staff = { view: true, edit, required_to_create_ticket: required, required_to_close_ticket: false }
  return {
    id,
    name:
      type === 'hierarchy' ? Object.fromEntries(words.map((name, at) => [String(at + 1), name])) : words[0],
    field_type: type,
    permissions: { staff, user: { ...staff, edit: false, required_to_create_ticket: false } },
  }
}

function worded({ en, ru }: { readonly en: string; readonly ru: string }, { now }: ProfileHolder): unknown {
  if (now.names === 'plain') return en
  return now.names === 'some-missing' ? { ru: '', ua: en } : { en, ru }
}

/** By language, keys missing, or plain text (scenario 9). Ukrainian is `ua`. */
function named(name: string, { now }: ProfileHolder): unknown {
  if (now.names === 'plain') return name
  return now.names === 'some-missing' ? { ru: '', ua: name } : { en: name, ru: name, ua: name }
}
