import type { Locale } from '../../words/index.ts'
import type { RowReason } from '../../journal/batch.ts'
import type { HeaderFault } from './columns.ts'
import type { CsvFault } from './csv.ts'
import { english } from './words.en.ts'
import { russian } from './words.ru.ts'

type Facts = Readonly<Record<string, string | number | null>>

/** What a list says of itself, in one language. A missing key is a type error. */
export interface ListWords {
  /** What may be wrong with a row before anybody was asked, or ends it without the step. */
  readonly rows: {
    readonly [code in RowFault]: (facts: Facts) => string
  }
  readonly header: {
    readonly [Kind in HeaderFault['kind']]: (fault: Extract<HeaderFault, { kind: Kind }>) => string
  }
  readonly file: { readonly [Kind in CsvFault['kind']]: (line: number) => string }
  /** Of a dry run: who is reached by this message of a cascade and by none before it. */
  readonly hop: (n: number) => string
  readonly tooMany: string
  readonly contentType: string
  readonly charset: string
  readonly idTwice: string
}

const ROW_FAULTS = [
  'no-recipient',
  'several-recipients',
  'scientific-notation',
  'address-malformed',
  'value-missing',
  'unknown-line',
  'invalid-field',
  'wrong-cells',
  'mixed-encoding',
  'duplicate',
  'operation-conflict',
] as const
type RowFault = (typeof ROW_FAULTS)[number]

/** What is said of lists, by language. */
export const LIST_WORDS: Record<Locale, ListWords> = { en: english, ru: russian }

/** A row's reason in words, where it is one of a list's own; `null`: the step has words for it. */
export function rowSentence({ code, field, facts = {}, text }: RowReason, locale: Locale): string | null {
  const known = ROW_FAULTS.find((fault) => fault === code)
  return known ? LIST_WORDS[locale].rows[known]({ field: field ?? null, text: text ?? null, ...facts }) : null
}

/** What is wrong with a header, in words. */
export function headerSentence(fault: HeaderFault, locale: Locale): string {
  // The table has exactly the function for this kind; TypeScript cannot follow the pairing through a union.
  const say = LIST_WORDS[locale].header[fault.kind] as (fault: HeaderFault) => string
  return say(fault)
}
