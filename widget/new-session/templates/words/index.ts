import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { spokenIn } from '../../words/spoken.ts'
import type { TemplateCatalogue } from './en.ts'

/** The words of templates in the card's language. */
export function useTemplateWords(): ComputedRef<TemplateCatalogue> {
  const locale = useLocale()
  return computed(() => spokenIn(locale.value).templates)
}
