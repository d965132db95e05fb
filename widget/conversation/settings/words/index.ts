import { computed, type ComputedRef } from '@vue/runtime-core'
import type { Locale } from '../../../../src/words/locale.ts'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type SettingWords } from './en.ts'
import { russian } from './ru.ts'

const WORDS: Record<Locale, SettingWords> = { en: english, ru: russian }

/** The words of what a person sets for themselves, in the card's language. */
export function useSettingWords(): ComputedRef<SettingWords> {
  const locale = useLocale()
  return computed(() => WORDS[locale.value])
}
