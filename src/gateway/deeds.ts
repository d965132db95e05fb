import { HostError } from '../hosts/errors.ts'
import type { Callers } from './identity.ts'
import { Problem } from './problems.ts'

/**
 * Does what somebody asked for and writes down who did it, to what, and how it went. The record is committed before, so that
 * nothing is done that nobody did.
 */
export async function recorded<T>(
  { workspace, operatorId }: Callers['operations'],
  deed: string,
  subject: string,
  work: () => Promise<T>,
): Promise<T> {
  const { journal, now } = workspace.outbound
  const n = await journal.deeds.begin({ operatorId, deed, subject }, now())
  try {
    const outcome = await work()
    await journal.deeds.end(n, 'done')
    return outcome
  } catch (error) {
    await journal.deeds.end(n, codeOf(error))
    throw error
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Problem || error instanceof HostError) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
