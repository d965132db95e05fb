import * as z from 'zod/mini'
import { OperationSchema, type WireOperation } from '../../wire/schemas.ts'
import type { Http } from './http.ts'

/** What became of an operation that may never have been asked for: `null` when it was not. Throws `GatewayProblem`. */
export function knownOperation(http: Http, operationId: string): Promise<WireOperation | null> {
  const path = `operations/${encodeURIComponent(operationId)}`
  return http.read(path, z.nullable(OperationSchema), { missing: 'null' })
}
