import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type FieldCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words about tags, the host's fields, blind copies and what comes after sending, in the card's language. */
export function useFieldWords(): ComputedRef<FieldCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
