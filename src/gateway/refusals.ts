import { HostError } from '../hosts/errors.ts'
import { JournalUnavailable } from '../journal/journal.ts'
import {
  BatchConflict,
  BatchInProgress,
  BatchMoveRefused,
  ContactExists,
  DraftConflict,
  InvalidInput,
  NotFound,
  NothingToJudge,
  NothingToRepeat,
  NotSupported,
  NotYours,
  OperationConflict,
  ReadOnly,
  SessionChanged,
  UnknownOperator,
} from '../outbound/index.ts'
import type { Locale } from '../words/index.ts'
import { hostProblemResponse, invalid, Problem, problemResponse } from './problems.ts'

/** The answer for everything that may be thrown on purpose; `null` for what nobody expected. */
export function refusal(error: unknown, locale: Locale): Response | null {
  if (error instanceof HostError) return hostProblemResponse(error, locale)
  if (error instanceof ContactExists) return hostProblemResponse(contactExists(error), locale)
  const problem = problemOf(error)
  return problem && problemResponse(problem, locale)
}

function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof OperationConflict) return new Problem('operation-conflict')
  if (error instanceof BatchConflict) return new Problem('batch-conflict')
  if (error instanceof BatchInProgress)
    return new Problem('batch-in-progress', { headers: { 'Retry-After': '60' } })
  if (error instanceof BatchMoveRefused) return new Problem('batch-move-refused', { about: error.state })
  if (error instanceof DraftConflict) return new Problem('draft-conflict', { draft: error.newer })
  if (error instanceof NothingToRepeat) return new Problem('nothing-to-repeat')
  if (error instanceof NothingToJudge) return new Problem('nothing-to-judge')
  if (error instanceof UnknownOperator) return new Problem('unknown-operator')
  if (error instanceof NotFound) return new Problem(`unknown-${error.what}`)
  if (error instanceof SessionChanged) return new Problem('session-changed')
  if (error instanceof ReadOnly) return new Problem('read-only', { about: error.ask ?? '' })
  if (error instanceof NotYours) return new Problem('session-not-yours')
  if (error instanceof NotSupported) return new Problem('not-supported')
  if (error instanceof InvalidInput)
    return invalid(error.place === 'query' ? 'invalid-query' : 'invalid-body', error.fields)
  if (error instanceof JournalUnavailable)
    return new Problem('journal-unavailable', { headers: { 'Retry-After': '5' } })
  return null
}

function contactExists({ contact }: ContactExists): HostError {
  return new HostError('There is a contact with this address already.', {
    kind: 'fix-data',
    code: 'contact-exists',
    happened: 'no',
    ...(contact ? { contact } : {}),
  })
}
