import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type DetailCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of what is known of a message in the card's language. */
export function useDetailWords(): ComputedRef<DetailCatalogue> {
  const locale = useLocale()
  return computed(() => ({ en: english, ru: russian })[locale.value])
}
