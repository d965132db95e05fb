import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type HistoryCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of the merged history in the card's language. */
export function useHistoryWords(): ComputedRef<HistoryCatalogue> {
  const locale = useLocale()
  return computed(() => ({ en: english, ru: russian })[locale.value])
}
