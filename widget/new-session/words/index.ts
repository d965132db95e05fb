import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Speech } from '../../../src/words/speech.ts'
import { useLocale } from '../../shared/words/language.ts'
import { useSpeech } from '../../shared/words/spoken.ts'
import type { FormCatalogue } from './en.ts'
import { spokenIn } from './spoken.ts'

/** The words of the form in the card's language. */
export function useFormWords(): ComputedRef<FormCatalogue> {
  const locale = useLocale()
  return computed(() => spokenIn(locale.value).form)
}

/** The card's sentences and those that only the form says. */
export function useFormSpeech(): ComputedRef<Speech> {
  const [locale, speech] = [useLocale(), useSpeech()]
  return computed(() => speech.value.withForm(spokenIn(locale.value).sentences))
}
