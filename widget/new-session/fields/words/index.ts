import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { spokenIn } from '../../words/spoken.ts'
import type { FieldCatalogue } from './en.ts'

/** The words about tags, the host's fields, blind copies and what comes after sending, in the card's language. */
export function useFieldWords(): ComputedRef<FieldCatalogue> {
  const locale = useLocale()
  return computed(() => spokenIn(locale.value).fields)
}
