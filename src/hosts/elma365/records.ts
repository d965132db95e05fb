import type { RecordRef } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import type { Host, RecordField } from '../port.ts'
import { orNull, type Elma365 } from './api.ts'
import { readable } from './readable.ts'
import { linkedWith } from './sessions.ts'
import { ItemAnswer, type WireItem } from './wire.ts'

interface App {
  readonly namespace: string
  readonly code: string
  readonly fields: Readonly<Record<string, string>>
}

/** Contacts, and the other apps of the settings whose items have a card. */
export function recordsOf(elma: Elma365): Required<NonNullable<Host['records']>> {
  const { contacts, records } = elma.settings
  const known = (type: string) => (Object.hasOwn(records, type) ? (records[type] ?? null) : null)
  return {
    contactOf: async (record) => {
      if (record.type === 'contact') return record.id
      const app = known(record.type)
      if (!app) return null
      // References are arrays of ids (A2), even to one item.
      const references: unknown = (await itemOf(elma, app, record.id))?.[app.contactField]
      const first: unknown = Array.isArray(references) ? references[0] : references
      return typeof first === 'string' && first !== '' ? first : null
    },
    fields: async (record) => {
      const app = record.type === 'contact' ? contacts : known(record.type)
      const item = app && (await itemOf(elma, app, record.id))
      return app && item ? fieldsOf(item, app, record) : []
    },
    // "By app item" of the host's own widget: sessions linked with the item, on all lines (H4).
    sessionsOf: async (record, cursor, openedUntil = null) => {
      const app = record.type === 'contact' ? contacts : known(record.type)
      return app
        ? linkedWith(elma, { ...app, id: record.id }, cursor, openedUntil)
        : { items: [], next: null }
    },
  }
}

/** The fields that the settings name, by the app's own codes. */
function fieldsOf(item: WireItem, { fields }: App, { type }: RecordRef): RecordField[] {
  return Object.entries(fields).map(([code, label]) => ({
    id: `${type}.${code}`,
    label,
    value: readable(item[code]),
  }))
}

async function itemOf(
  { web }: Elma365,
  { namespace, code }: Pick<App, 'namespace' | 'code'>,
  id: string,
): Promise<WireItem | null> {
  const answer = await orNull(() =>
    web.read({ method: 'GET', path: path('app', namespace, code, id, 'get'), answer: ItemAnswer }),
  )
  return answer?.item ?? null
}
