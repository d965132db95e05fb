import type { OperationState } from '../domain/operation.ts'
import type { Condition, Exit, Wait } from '../domain/outcome.ts'
import type { FieldValues } from '../domain/start-fields.ts'
import type { FilledTemplate } from '../domain/template.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Channel, MessageStatus, RecordRef } from '../domain/words.ts'
import type { OneOf } from '../journal/intent.ts'
import type { Judgement, OperationStep } from '../journal/operation.ts'

/** To whom a process writes. */
export type StepRecipient =
  | { readonly contactId: string }
  | { readonly address: string }
  | { readonly record: RecordRef }

/** What a process says. `text` is empty beside a template (R-PROC-6). */
export interface StepMessage {
  readonly text: string
  readonly subject: string | null
  readonly template?: FilledTemplate
  readonly attachments?: readonly { readonly url: string; readonly name: string }[]
}

/** A message that follows when the one before it did not do. */
export interface StepHop {
  readonly line: string
  /** `null`: the line's only channel. */
  readonly channel: Channel | null
  /** Absent: to whom the first message goes. */
  readonly to?: StepRecipient
  readonly message: StepMessage
  readonly condition: Condition
  /** How long the message before it has until the condition is looked at. */
  readonly patienceMs: number
}

/** The process step's body after its schema (process-actions/initiative-message/definition.ts). */
export interface StepInput {
  readonly operationId: string
  readonly line: string
  readonly to: StepRecipient
  /** `null`: the line's only channel. */
  readonly channel: Channel | null
  readonly message: StepMessage
  readonly author: 'system' | { readonly initiator: string }
  readonly onOpenSession: 'write' | 'after-close' | 'skip' | 'refuse'
  readonly wait: Wait
  /** From the call on; `null`: the usual one (`USUAL_LIMIT_MS`), and what the hops' patience adds up to. */
  readonly timeLimitMs: number | null
  readonly callbackUrl: string | null
  readonly dryRun: boolean
  /** Absent where none were given, as the template: a plain body keeps the fingerprint that it always had. */
  readonly tags?: readonly string[]
  readonly fields?: FieldValues
  /** A row of a batch, in which a person gets one message whatever rows lead to them. */
  readonly oneOf?: OneOf
  /** The batch whose row it is. */
  readonly batchId?: string
  /** When it leaves, not before (R-TIME-1). */
  readonly sendAt?: string
  /** It leaves in quiet hours too (R-TIME-2). */
  readonly quietHours?: 'ignore'
  /** What calls it off while it has not left. */
  readonly cancelOn?: readonly 'reply'[]
  readonly hops?: readonly StepHop[]
}

/** A reason or failure with its sentence in English. */
export interface WordedReason {
  readonly code: string
  readonly text: string
}

/** The step's answer (shared interfaces). `exit: null` while it is not known: the gateway answers 202. */
export interface StepAnswer {
  readonly operationId: string
  readonly exit: Exit | null
  /** What is truly known of the message; `null` when there is none or nothing is known. */
  readonly status: MessageStatus | null
  readonly line: string | null
  readonly channel: Channel | null
  readonly address: string | null
  readonly sessionId: string | null
  readonly messageId: string | null
  readonly reason: WordedReason | null
  readonly at: string
  /** Each message of a cascade that was given out, in order; absent where there is only one. */
  readonly hops?: readonly HopReport[]
  /** Only in the answer to a dry run, for which the gateway answers 200 whatever `exit` is (`null`: it would be sent). */
  readonly dryRun?: DryRun
}

/** What came of one message of a cascade. */
export interface HopReport extends Omit<StepAnswer, 'hops' | 'dryRun' | 'exit'> {
  /** How its own operation stands. */
  readonly state: OperationState
}

/** What would come of one message of a cascade, whatever came of those before it. */
export interface HopRehearsal {
  /** `null`: it would be sent. */
  readonly exit: Exit | null
  readonly line: string | null
  readonly channel: Channel | null
  readonly address: string | null
  readonly reason: WordedReason | null
  readonly verdict: Verdict['kind']
  readonly waitsFor: DryRun['waitsFor']
  readonly text: string
}

interface DryRun {
  /** Only of a cascade: each of its messages, in order. The rest is said of the first that no rule refuses. */
  readonly hops?: readonly HopRehearsal[]
  readonly verdict: Verdict
  /** `contactId: null`: the contact would be created. */
  readonly recipient: {
    readonly contactId: string | null
    readonly name: string | null
    readonly address: string | null
  }
  /** When it would leave; `null`: it would not, or nobody can tell when, as until a session is closed. */
  readonly leavesAt: string | null
  /** What it would wait for before (R-TIME-1, R-TIME-2, R-PROC-4); `null`: nothing. */
  readonly waitsFor: 'send-at' | 'quiet-hours' | 'open-session' | null
  /** The open session it would be written into. */
  readonly intoSessionId: string | null
  /** As it would leave, a template with its variables filled; as it was given where it would not leave. */
  readonly text: string
  readonly subject: string | null
  readonly warnings: readonly WordedReason[]
}

export interface OperationReport extends StepAnswer {
  /** While a step waits: what for, and until when at the latest. */
  readonly waiting: { readonly reason: string; readonly deadlineAt: string } | null
  readonly state: string
  readonly attempts: number
  readonly steps: readonly OperationStep[]
  readonly judged: Judgement | null
  readonly repeats: string | null
}
