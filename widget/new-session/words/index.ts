import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../shared/words/language.ts'
import { english, type FormCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of the form in the card's language. */
export function useFormWords(): ComputedRef<FormCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
