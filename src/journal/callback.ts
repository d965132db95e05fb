/**
 * `waiting`: the exit is not known yet; `pending`: to be posted, or posted in vain so far; `delivered`: somebody answered 2xx;
 * `given-up`: nobody did for three days.
 */
export const CALLBACK_STATES = ['waiting', 'pending', 'delivered', 'given-up'] as const
export type CallbackState = (typeof CALLBACK_STATES)[number]

/** The answer of one operation on its way to whoever asked for it. */
export interface Callback {
  readonly operationId: string
  readonly url: string
  readonly state: CallbackState
  /** How often the exit was looked for in vain. */
  readonly looks: number
  /** How often it was posted. */
  readonly tries: number
  /** What the last try was answered, as an HTTP status; `null`: nothing came back. */
  readonly lastStatus: number | null
  /** Why nothing came back, as a word. */
  readonly lastError: string | null
  readonly lastTryAt: string | null
  /** When it is tried next; `null`: not any more. */
  readonly dueAt: string | null
  /** Since when it is being posted: patience counts from here. */
  readonly pendingAt: string | null
  readonly createdAt: string
  readonly version: number
}

/** What may change in a callback. Absent: as it was. */
export type CallbackChange = Partial<
  Pick<Callback, 'state' | 'looks' | 'tries' | 'lastStatus' | 'lastError'>
> & { readonly lastTryAt?: Date; readonly dueAt?: Date | null; readonly pendingAt?: Date }

export interface Callbacks {
  /** Durable once it resolves: the answer will be posted as soon as it is known. Arming twice is arming once. */
  arm(operationId: string, url: string, now: Date): Promise<void>
  get(operationId: string): Promise<Callback | null>
  /** Takes it until then, when its time has come and this is its version; else `null`. */
  take(operationId: string, version: number, now: Date, until: Date): Promise<Callback | null>
  /** `null` when it has gone further meanwhile. */
  change(
    callback: Pick<Callback, 'operationId' | 'version'>,
    change: CallbackChange,
    now: Date,
  ): Promise<Callback | null>
  /** The newest first. @param state of any when `null`. @param cursor the `next` of the page before, or `null`. */
  list(
    state: CallbackState | null,
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly items: readonly Callback[]; readonly next: string | null }>
}
