import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../../../src/words/locale.ts'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type ComposerCatalogue } from './en.ts'
import { russian } from './ru.ts'

const WORDS: Record<Locale, ComposerCatalogue> = { en: english, ru: russian }

/** The words of answering and noting, in the card's language. */
export function useComposerWords(): ComputedRef<ComposerCatalogue> {
  const locale = useLocale()
  return computed(() => WORDS[locale.value])
}
