import { computed, shallowReactive, watch, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../../src/words/locale.ts'
import type { Speech } from '../../../src/words/speech.ts'
import { LANGUAGES, useLanguage } from './language.ts'

const spoken = shallowReactive(new Map<Locale, Speech>())

/** Says nothing yet. */
const SILENT: Speech = { reason: () => '', remedy: () => '', failure: () => '', withForm: () => SILENT }

/** Loads the sentences of a language, once. Throws what `import` throws when they cannot be had. */
export async function learnSpeech(locale: Locale): Promise<void> {
  if (!spoken.has(locale)) spoken.set(locale, await (await LANGUAGES[locale]()).speech())
}

/**
 * The sentences for reasons, remedies and failures in the card's language. Whoever shows them at once has them loaded before; else,
 * or when the language changes, they are empty until they are there.
 */
export function useSpeech(): ComputedRef<Speech> {
  const language = useLanguage()
  watch(language, ({ locale }) => void learnSpeech(locale).catch(() => null), { immediate: true })
  return computed(() => spoken.get(language.value.locale) ?? SILENT)
}
