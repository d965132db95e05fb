import type { RecordRef } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import { orNull, type Elma365 } from './api.ts'
import { ItemAnswer } from './wire.ts'

/** The contact behind a record: itself, or the first one its reference field leads to. */
export function recordsOf({ settings, web }: Elma365): {
  contactOf(record: RecordRef): Promise<string | null>
} {
  return {
    contactOf: async (record) => {
      if (record.type === 'contact') return record.id
      const known = Object.hasOwn(settings.records, record.type) ? settings.records[record.type] : undefined
      if (!known) return null
      const { namespace, code, contactField } = known
      const answer = await orNull(() =>
        web.read({ method: 'GET', path: path('app', namespace, code, record.id, 'get'), answer: ItemAnswer }),
      )
      // References are arrays of ids (A2), even to one item.
      const references: unknown = answer?.item[contactField]
      const first: unknown = Array.isArray(references) ? references[0] : references
      return typeof first === 'string' && first !== '' ? first : null
    },
  }
}
