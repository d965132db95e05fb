import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type ReplyCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of canned replies in the card's language. */
export function useReplyWords(): ComputedRef<ReplyCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
