import type { Target } from '../domain/after.ts'
import type { Line } from '../domain/words.ts'

/** What may be done with a session once it is there (R-AFTER-1). */
export interface Routing {
  assign(sessionId: string, operatorId: string): Promise<void>
  /** Groups, skills, bots or departments a session may be handed to (R-AFTER-1). */
  readonly targets?: () => Promise<readonly LineTarget[]>
  /**
   * `comment` is `null` where the policy's `handOverComment` is `false`; any other is refused there, and nothing is done. `by`: who
   * hands it over: the comment's author, or named in its text where the host lets us choose none.
   */
  readonly handOver?: (
    sessionId: string,
    target: RoutingTarget,
    comment: string | null,
    by: string,
  ) => Promise<void>
  /** `operatorId`: on whose behalf. */
  readonly close?: (sessionId: string, operatorId: string) => Promise<void>
  /** Takes a closed session up again. Whose it is then, is not said; one that is open stays as it is. */
  readonly reopen?: (sessionId: string) => Promise<void>
}

export interface Tags {
  /** Does an outgoing session on this line need at least one (R-TAG-1)? */
  requires(line: Pick<Line, 'id'>): boolean
  list(): Promise<readonly string[]>
  /** Those of a session. Empty for an unknown session. */
  of(sessionId: string): Promise<readonly string[]>
  /** Adds them to those that the session has; one that it has already makes no difference. */
  add(sessionId: string, tags: readonly string[]): Promise<void>
}

export type RoutingTarget = Target
/** `lineIds`: the only lines whose sessions may be handed there. Absent: those of every line. */
export type LineTarget = Target & { readonly lineIds?: readonly string[] }
