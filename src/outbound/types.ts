import type { Cap } from '../domain/cap.ts'
import type { ConsentWords } from '../domain/consent.ts'
import type { HistorySetting } from '../domain/history.ts'
import type { Readers } from '../domain/readers.ts'
import type { QuietWindow } from '../domain/schedule.ts'
import type { OperationState } from '../domain/operation.ts'
import type { Condition, Exit, Wait } from '../domain/outcome.ts'
import type { Channel, MessageStatus, RecordRef } from '../domain/words.ts'
import type { FieldValues } from '../domain/start-fields.ts'
import type { FilledTemplate } from '../domain/template.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { DateForm } from '../domain/written-date.ts'
import type { Log } from '../hosts/log.ts'
import type { Host } from '../hosts/port.ts'
import type { Journal } from '../journal/journal.ts'
import type { EarlyEnd } from './early-end.ts'
import type { Judgement, OperationStep } from '../journal/operation.ts'
import type { OneOf } from '../journal/intent.ts'

/** All that the use cases of one workspace need. Nothing here is Node's own, so that they can run in a page too. */
export interface Outbound {
  readonly host: Host
  readonly journal: Journal
  /** `country`: ISO 3166 code of the workspace, for badly written phones (R-ADDR-2). */
  readonly workspace: {
    readonly id: string
    readonly country: string | null
    /** Absent: no variable of a template is filled by the record. */
    readonly templateBindings?: readonly TemplateBinding[]
    /** Absent: variables of templates are what the host says, as a rule texts. */
    readonly templateVariables?: readonly VariableRule[]
    /** Absent: nobody has to agree, no word ends anything, and nothing is capped. */
    readonly conditions?: Conditions
    /** Which history a card shows. Absent: by account. */
    readonly history?: HistorySetting
    /** Who may read and not write (R-READ-1). Absent: as the host allows. */
    readonly readers?: Readers
    /** Where people see a record, by its type, with `{id}` in place of the id. Absent: nobody said. */
    readonly recordPages?: Readonly<Record<string, string>>
    /** What the kept files of one operator may take together. Absent: as much as they like. */
    readonly uploadQuotaBytes?: number
  }
  now(): Date
  /** As of when rules are asked: when a message that is only rehearsed would leave. Absent: now. */
  readonly asOf?: Date
  newId(): string
  /** SHA-256 of a text in hex, where the platform has a quick one; it is asked for every message. Absent: that of the web. */
  readonly digest?: (text: string) => string
  readonly log: Log
  /** @param calledOff ends it before its time, where the clock can; it never rejects. */
  wait(ms: number, calledOff?: EarlyEnd): Promise<void>
  /** Fetches a file that a process names by its address. Absent: nothing is fetched here. */
  readonly fetchFile?: (url: string) => Promise<FetchedFile>
}

/** What the workspace demands of every first message beyond the rules of its host. */
export interface Conditions {
  /** Channels on which nobody is written to first who has not agreed (R-CONSENT-1). */
  readonly consentRequired: readonly Channel[]
  /** Messages by which customers decide for themselves (R-CONSENT-2). */
  readonly words: ConsentWords
  /** How often processes may write to one account (R-CAP-1). */
  readonly caps: readonly Cap[]
  /** When processes leave customers alone (R-TIME-2). Absent: never. */
  readonly quiet?: QuietHours
}

/** The hours, and by whose clock. */
export interface QuietHours {
  readonly windows: readonly QuietWindow[]
  /** Fields of records that name the customer's time zone, the first that does wins (`order.zone`, `contact.zone`). */
  readonly zoneFields: readonly string[]
  /** Where lines are that are not where the others are, by id. */
  readonly lineZones: Readonly<Record<string, string>>
  /** Where all other lines are. */
  readonly zone: string
  /** Of a country with several zones: it must be quiet in none of them, or the line's clock decides. */
  readonly severalZones: 'all' | 'line'
}

/** `gone`: asking again is of no use; `away`: later it may be. */
export type FetchedFile =
  | { readonly kind: 'found'; readonly type: string; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'gone' | 'away' }

/** A variable of a template that a field of the record fills (R-TPL-6). */
export interface TemplateBinding {
  /** The template's id, or `*` for every template that has such a variable. */
  readonly template: string
  readonly variable: string
  /** `contact.name`, `contact.phone`, `contact.email`, or a field of the record as the host names it. */
  readonly field: string
  /** What stands there while the field is empty; `null`: the person has to fill it. */
  readonly fallback: string | null
}

/** What a variable of a template is, where its host knows texts alone (R-TPL-5): a day in that form, or else one of the choices. */
export interface VariableRule {
  /** The template's id, or `*` for every template that has such a variable. */
  readonly template: string
  readonly variable: string
  readonly date?: DateForm | undefined
  readonly choices?: readonly string[] | undefined
}

export type Locale = 'en' | 'ru'

/** Who asks, from which card, in which language. */
export interface Asker {
  readonly operatorId: string
  readonly record: RecordRef | null
  readonly locale: Locale
}

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
