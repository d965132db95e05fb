import { shallowReactive } from '@vue/runtime-core'
import type { FormSentences } from '../../../src/words/sentences.ts'
import type { Locale } from '../../../src/words/locale.ts'
import type { AttachmentCatalogue } from '../attachments/words/en.ts'
import type { FieldCatalogue } from '../fields/words/en.ts'
import type { ReplyCatalogue } from '../replies/words/en.ts'
import { learnSpeech } from '../../shared/words/spoken.ts'
import type { TemplateCatalogue } from '../templates/words/en.ts'
import type { FormCatalogue } from './en.ts'

/** All that the form says in one language. */
export interface FormLanguage {
  readonly form: FormCatalogue
  readonly sentences: FormSentences
  readonly attachments: AttachmentCatalogue
  readonly fields: FieldCatalogue
  readonly replies: ReplyCatalogue
  readonly templates: TemplateCatalogue
}

/** Only the language that is shown is loaded. */
const LANGUAGES: Record<Locale, () => Promise<{ readonly language: FormLanguage }>> = {
  en: () => import('./form-english.ts'),
  ru: () => import('./form-russian.ts'),
}

const spoken = shallowReactive(new Map<Locale, FormLanguage>())

/** Loads the language with the card's own sentences, once. Throws what `import` throws when it cannot be had. */
export async function learn(locale: Locale): Promise<void> {
  if (spoken.has(locale)) return
  const [{ language }] = await Promise.all([LANGUAGES[locale](), learnSpeech(locale)])
  spoken.set(locale, language)
}

/** Is it there already? */
export function isSpoken(locale: Locale): boolean {
  return spoken.has(locale)
}

/** The language, which was loaded before anything of the form was shown. */
export function spokenIn(locale: Locale): FormLanguage {
  const found = spoken.get(locale)
  if (!found) throw new Error(`The form is shown before its language (${locale}) is there.`)
  return found
}
