import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../../../src/words/locale.ts'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type DeedCatalogue } from './en.ts'
import { russian } from './ru.ts'

const WORDS: Record<Locale, DeedCatalogue> = { en: english, ru: russian }

/** The words of what one does with a session, in the card's language. */
export function useDeedWords(): ComputedRef<DeedCatalogue> {
  const locale = useLocale()
  return computed(() => WORDS[locale.value])
}
