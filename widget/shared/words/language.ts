import { computed, inject, type ComputedRef, type InjectionKey, type Ref } from '@vue/runtime-core'
import type { Locale } from '../../../src/words/locale.ts'
import type { Speech } from '../../../src/words/speech.ts'
import type { Catalogue } from './en.ts'

/** What one language says: the card's own words, and later the sentences for reasons and failures. */
export interface Language {
  readonly locale: Locale
  readonly words: Catalogue
  /** Loads the sentences; `useSpeech` says them. */
  readonly speech: () => Promise<Speech>
}

export const languageKey: InjectionKey<Readonly<Ref<Language>>> = Symbol('language')

/** Only the language that is shown is loaded. */
export const LANGUAGES: Record<Locale, () => Promise<Language>> = {
  en: async () => (await import('./english.ts')).language,
  ru: async () => (await import('./russian.ts')).language,
}

/** The language of this card with all that it says. */
export function useLanguage(): Readonly<Ref<Language>> {
  const language = inject(languageKey)
  if (!language) throw new Error('A part of the card stands outside of a card: no language is provided.')
  return language
}

/** The language of this card. */
export function useLocale(): ComputedRef<Locale> {
  const language = useLanguage()
  return computed(() => language.value.locale)
}

/** The words of the card in its language. */
export function useWords(): ComputedRef<Catalogue> {
  const language = useLanguage()
  return computed(() => language.value.words)
}
