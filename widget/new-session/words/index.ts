import { computed, type ComputedRef } from '@vue/runtime-core'
import { englishForm } from '../../../src/words/form-sentences.en.ts'
import { russianForm } from '../../../src/words/form-sentences.ru.ts'
import type { Speech } from '../../../src/words/speech.ts'
import { useLocale, useSpeech } from '../../shared/words/language.ts'
import { english, type FormCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of the form in the card's language. */
export function useFormWords(): ComputedRef<FormCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}

/** The card's sentences and those that only the form says. */
export function useFormSpeech(): ComputedRef<Speech> {
  const [locale, speech] = [useLocale(), useSpeech()]
  return computed(() => speech.value.withForm(locale.value === 'ru' ? russianForm : englishForm))
}
