import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../src/words/locale.ts'
import { useLocale } from '../shared/words/language.ts'
import { english, type OperationsCatalogue } from './words.en.ts'
import { russian } from './words.ru.ts'

/** The words of Operations. */
export const WORDS: Readonly<Record<Locale, OperationsCatalogue>> = { en: english, ru: russian }

/** The words in the language of the page. */
export function useOperationsWords(): ComputedRef<OperationsCatalogue> {
  const locale = useLocale()
  return computed(() => WORDS[locale.value])
}
