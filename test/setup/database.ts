import { inject } from 'vitest'
import { newDatabase, type NewDatabase } from './new-database.ts'

/** A new database on the run's real PostgreSQL, with the tables of the journal and of its engine, and nothing in them. */
export function freshDatabase(): Promise<NewDatabase> {
  return newDatabase(inject('postgresUrl'), inject('template'))
}

/** A new database on the run's real PostgreSQL that has no tables yet. */
export function emptyDatabase(): Promise<NewDatabase> {
  return newDatabase(inject('postgresUrl'))
}
