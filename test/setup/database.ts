import { inject } from 'vitest'
import { newDatabase } from './new-database.ts'

/** A new empty database on the run's real PostgreSQL. */
export function freshDatabase(): ReturnType<typeof newDatabase> {
  return newDatabase(inject('postgresUrl'))
}
