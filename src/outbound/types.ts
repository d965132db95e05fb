import type { Cap } from '../domain/cap.ts'
import type { ConsentWords } from '../domain/consent.ts'
import type { HistorySetting } from '../domain/history.ts'
import type { Readers } from '../domain/readers.ts'
import type { QuietWindow } from '../domain/schedule.ts'
import type { Channel, RecordRef } from '../domain/words.ts'
import type { DateForm } from '../domain/written-date.ts'
import type { Log } from '../hosts/log.ts'
import type { Host } from '../hosts/port.ts'
import type { Journal } from '../journal/journal.ts'
import type { EarlyEnd } from './early-end.ts'

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
  /** The release of this program, whose rules judge (R-AUDIT-1). Absent: nobody named it. */
  readonly release?: string
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
