import type { Dialect } from './dialect.ts'
import { ednaDialect } from './edna/index.ts'
import { elma365Dialect } from './elma365/index.ts'

/** The vendors whose products the sandbox can be. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  elma365: elma365Dialect,
  edna: ednaDialect,
}
