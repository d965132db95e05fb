import type { Exit } from '../domain/outcome.ts'

/**
 * `waiting`: for the moment when it may leave; `sending`: a message is being given to the host; `watching`: for what comes of it;
 * `ended`: its exit stands for ever.
 */
export const INITIATIVE_STATES = ['waiting', 'sending', 'watching', 'ended'] as const
export type InitiativeState = (typeof INITIATIVE_STATES)[number]

/** Who called it off, and why. */
export interface Cancellation {
  readonly at: string
  readonly why: 'asked' | 'reply'
}

/** One call of the step that is more than "send now and tell when accepted". The body and answer are the use case's own. */
export interface Initiative<Body = unknown, Answer = unknown> {
  readonly id: string
  /** Equal bodies have equal fingerprints; another one under the same id is a conflict. */
  readonly fingerprint: string
  readonly body: Body
  readonly state: InitiativeState
  /** For what it waits, while it does. */
  readonly waitsFor: string | null
  /** The operations of its messages, in the order in which they were given out; a message that had to wait again has several. */
  readonly operationIds: readonly string[]
  /** Which of them are the step's messages: the newest one of each hop. */
  readonly hops: readonly string[]
  readonly contactId: string | null
  readonly recordType: string | null
  readonly recordId: string | null
  readonly cancelled: Cancellation | null
  readonly exit: Exit | null
  readonly answer: Answer | null
  /** How often somebody looked since the last message left, or since it began to wait. */
  readonly looks: number
  /** When the host is asked next. */
  readonly lookAt: string | null
  /** When it is woken next; `null` once it has ended. */
  readonly dueAt: string | null
  readonly deadlineAt: string
  readonly createdAt: string
  readonly changedAt: string
  readonly version: number
}

/** What may change in an initiative. Absent: as it was. */
export type InitiativeChange = Partial<
  Pick<
    Initiative,
    'state' | 'waitsFor' | 'operationIds' | 'hops' | 'contactId' | 'cancelled' | 'exit' | 'answer' | 'looks'
  >
> & {
  readonly lookAt?: Date | null
  /** Only ever later. */
  readonly deadlineAt?: Date
  /** When it is woken next. @see Initiatives.change */
  readonly dueAt: Date | null
}

export interface PlannedInitiative {
  readonly id: string
  readonly fingerprint: string
  readonly body: unknown
  readonly contactId: string | null
  readonly record: { readonly type: string; readonly id: string } | null
  readonly deadlineAt: Date
  /** The batch whose row it is: it is planned only while that runs. */
  readonly rowOf?: string | undefined
}

/** Whose initiatives are meant. */
export type Whose =
  | { readonly contactId: string }
  | { readonly record: { readonly type: string; readonly id: string } }

export interface Initiatives {
  /**
   * Commits it together with its first wake-up, at once; or gives back the one that has this id already. `null`: an operation with
   * another fingerprint has the id. @throws BatchStands.
   */
  plan(planned: PlannedInitiative, now: Date): Promise<Initiative | null>
  get(id: string): Promise<Initiative | null>
  /** Those of these ids that there are, by id. */
  several(ids: readonly string[]): Promise<ReadonlyMap<string, Initiative>>
  /** Takes it until then, when its time has come and this is its version; else `null`. */
  take(id: string, version: number, now: Date, until: Date): Promise<Initiative | null>
  /**
   * Compare and set, with the wake-up at `dueAt`; `null` when it has gone further. A change to `ended` owes the answer to whoever
   * waits for a callback, in the same transaction.
   */
  change(
    initiative: Pick<Initiative, 'id' | 'version'>,
    change: InitiativeChange,
    now: Date,
  ): Promise<Initiative | null>
  /** Those that have not ended. */
  openOf(whose: Whose): Promise<readonly Initiative[]>
}
