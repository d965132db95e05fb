import type { Reason, Remedy } from '../domain/reasons.ts'
import { channelName } from './channels.ts'
import type { Locale } from './locale.ts'
import { moment, type Viewpoint } from './moments.ts'
import { setApart } from './set-apart.ts'
import { sizeInWords } from './sizes.ts'
import type { Fact, FormSentences, Sentences } from './sentences.ts'

type Failures = Record<string, ((fact: Fact) => string) | undefined>

/** One language speaking. A browser loads only the one it needs. */
export interface Speech {
  /**
   * The reason as a sentence for people. It uses the facts `operator`, `opener`, `line`, `channel`, `address`, `openedAt`, `limit` and
   * `length` where they are there and stays true without them; ids are never shown.
   */
  reason(reason: Reason, view?: Viewpoint): string
  /** The step that would lift a reason, as the words of a button or of a line below it. Only the form says these; else empty. */
  remedy(remedy: Remedy): string
  /**
   * Why it failed and what helps. Takes the codes of channels (R-ERR-2), of operations, and on a server those of `HostError`;
   * another code is said as unknown. `facts.channel` makes the sentence more exact; with `facts.hostText` the sentence for an unknown one
   * leads on to the host's own text, which whoever asks sets after it.
   */
  failure(code: string, facts?: Reason['facts']): string
  /** The same language that also says what only the form says. */
  withForm(form: FormSentences): Speech
}

interface More {
  /** Failures of the host; a server has them. */
  readonly host?: Partial<Failures>
  /** What only the form says; without it such a reason is said in general words. */
  readonly form?: FormSentences
}

/** Makes a language speak with its sentences. */
export function speech(sentences: Sentences, locale: Locale, { host, form }: More = {}): Speech {
  const known: Readonly<Record<string, Failures[string]>> = { ...host, ...sentences.failures }
  const reasons: Partial<FormSentences['reasons'] & Sentences['reasons']> = {
    ...form?.reasons,
    ...sentences.reasons,
  }
  return {
    reason: (reason, view) =>
      reasons[reason.code]?.(factsInWords(reason.facts, locale, view), reason.facts) ??
      sentences.failures['not-sent'](() => undefined),
    remedy(remedy) {
      // The table has exactly the function for this kind; TypeScript cannot follow the pairing through a union.
      const label = form?.remedies[remedy.kind] as ((remedy: Remedy) => string) | undefined
      return label?.(remedy) ?? ''
    },
    failure(code, facts = {}) {
      const sentence = (Object.hasOwn(known, code) ? known[code] : undefined) ?? sentences.failures.unknown
      return sentence(factsInWords(facts, locale))
    },
    withForm: (more) => speech(sentences, locale, { ...(host ? { host } : {}), form: more }),
  }
}

function factsInWords(facts: Reason['facts'], locale: Locale, view?: Viewpoint): Fact {
  return (name) => {
    const fact = facts[name]
    if (fact === undefined || fact === null || fact === '') return undefined
    if (typeof fact === 'number')
      return /bytes$/i.test(name) ? sizeInWords(fact, locale) : fact.toLocaleString(locale)
    if (name === 'channel') return channelName(fact, locale)
    if (name.endsWith('At')) return moment(fact, locale, view)
    return setApart(fact)
  }
}
