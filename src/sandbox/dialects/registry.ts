import type { Dialect } from './dialect.ts'
import { chatwootDialect } from './chatwoot/index.ts'
import { ednaDialect } from './edna/index.ts'
import { elma365Dialect } from './elma365/index.ts'
import { helpdeskeddyDialect } from './helpdeskeddy/index.ts'

/** The vendors whose products the sandbox can be. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  elma365: elma365Dialect,
  chatwoot: chatwootDialect,
  helpdeskeddy: helpdeskeddyDialect,
  edna: ednaDialect,
}
