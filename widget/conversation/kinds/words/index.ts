import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../../../src/words/locale.ts'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type KindWords } from './en.ts'
import { russian } from './ru.ts'

const WORDS: Record<Locale, KindWords> = { en: english, ru: russian }

/** The words for kinds of messages in the card's language. */
export function useKindWords(): ComputedRef<KindWords> {
  const locale = useLocale()
  return computed(() => WORDS[locale.value])
}
