import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type TemplateCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words of templates in the card's language. */
export function useTemplateWords(): ComputedRef<TemplateCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
