import type { OperationState } from '../domain/operation.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Receipt, SendRequest } from '../hosts/port.ts'
import type { Intent } from './intent.ts'

export type Routing = 'none' | 'pending' | 'done' | 'failed'

/** Why it did not work out: a code of `src/words` and the host's own words. */
export interface Failure {
  readonly code: string
  readonly hostText: string | null
}

/** What a person says of a message whose fate nobody knows (R-ONCE-2). */
export const WORDS_ON_UNKNOWN = ['arrived', 'send-again'] as const
export type WordOnUnknown = (typeof WORDS_ON_UNKNOWN)[number]

/** A person's word, for good: another one is not taken. */
export interface Judgement {
  readonly verdict: WordOnUnknown
  /** Who said so, as people read it. */
  readonly by: string
  /** Of the host; `null` when the word came with the workspace's secret. */
  readonly operatorId: string | null
  readonly at: string
  /** The operation that sends it again; `null` where it arrived. */
  readonly next: string | null
}

/** `rules`: the name of the rule set that allowed it (R-AUDIT-1); absent in operations that are older than such names. */
export type JudgedRequest = SendRequest & { readonly rules?: string }

/** One intention to write to a customer, as the journal keeps it. */
export interface Operation {
  readonly id: string
  readonly intent: Intent
  /** Equal bodies have equal fingerprints; another one under the same id is a conflict. */
  readonly fingerprint: string
  readonly state: OperationState
  /** Known as soon as the aim is resolved. */
  readonly contactId: string | null
  /** Whom the send lock was for, in canonical form. */
  readonly account: string | null
  /** What was given to the host; committed together with `sending`, the same for every `find`. */
  readonly request: JudgedRequest | null
  readonly receipt: Receipt | null
  readonly sessionId: string | null
  readonly messageId: string | null
  readonly reasons: readonly Reason[]
  readonly failure: Failure | null
  readonly routing: Routing
  /** How many times the host was asked to send. */
  readonly attempts: number
  /** How many times recovery asked in vain. */
  readonly looks: number
  readonly createdAt: string
  /** When the host was asked to send last. */
  readonly sentAt: string | null
  readonly changedAt: string
  /** Who worked on it last. */
  readonly owner: string
  /** `null`: nobody had to say what became of it. */
  readonly judged: Judgement | null
  /** The operation that a person let be sent again as this one. */
  readonly repeats: string | null
  /** Since when no card shows it, which did not leave. */
  readonly putAwayAt: string | null
  /** Until when the owner has it, or when somebody should look at it next; `null`: finished. */
  readonly dueAt: string | null
}

/** One step of an operation, recorded before it begins and after it ends. */
export interface OperationStep {
  readonly name: StepName
  readonly beganAt: string
  readonly endedAt: string | null
  /** `done`, a state, or a failure code; `null` while it runs, and for ever if a crash cut it off. */
  readonly outcome: string | null
  /** The person who did it, for `judge`. */
  readonly by: string | null
}
export type StepName =
  | 'judge'
  | 'check'
  | 'create-contact'
  | 'send'
  | 'find'
  | 'assign'
  | 'close'
  | 'hand-over'
  | 'reopen'
  | 'note'

/** A time-limited right to work on one operation; a change by anybody who lost it is refused. */
export interface Lease {
  readonly owner: string
  readonly until: Date
}

export interface PlannedOperation {
  readonly id: string
  readonly fingerprint: string
  readonly intent: Intent
  readonly contactId: string | null
  /** The batch whose row it is: it is planned only while that runs. */
  readonly rowOf?: string
}

/** What may change in an operation. Absent: as it was. */
export type Change = Partial<
  Pick<
    Operation,
    | 'state'
    | 'contactId'
    | 'account'
    | 'request'
    | 'receipt'
    | 'sessionId'
    | 'messageId'
    | 'reasons'
    | 'failure'
    | 'routing'
    | 'attempts'
    | 'looks'
    | 'sentAt'
    | 'judged'
  >
> & {
  /** Gives it out of hand: when somebody should look at it next; `null`: it is finished. */
  readonly dueAt?: Date | null
  /** Commits another operation with it, which repeats this one. */
  readonly repeatAs?: { readonly planned: PlannedOperation; readonly lease: Lease }
  /** Ends the running step. */
  readonly ended?: { readonly outcome: string }
  /** Begins the next one. */
  readonly begins?: StepName
  /** Tells open cards; `true` for changes a person should see. */
  readonly announce?: boolean
}

/** How far an operation has come by the time it is committed. */
export interface FirstChange {
  readonly change: Change & { readonly state: 'sending' }
  readonly at: Date
}

/** An operation as it is when it was planned, or will be. */
export function newOperation(
  { rowOf: _row, ...planned }: PlannedOperation,
  repeats: string | null,
  lease: Lease,
  now: Date,
): Operation {
  return {
    ...planned,
    state: 'planned',
    account: null,
    request: null,
    receipt: null,
    sessionId: null,
    messageId: null,
    reasons: [],
    failure: null,
    routing: 'none',
    attempts: 0,
    looks: 0,
    createdAt: now.toISOString(),
    sentAt: null,
    changedAt: now.toISOString(),
    judged: null,
    repeats,
    putAwayAt: null,
    owner: lease.owner,
    dueAt: lease.until.toISOString(),
  }
}
