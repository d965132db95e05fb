import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { english, type AttachmentCatalogue } from './en.ts'
import { russian } from './ru.ts'

/** The words about files in the card's language. */
export function useAttachmentWords(): ComputedRef<AttachmentCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
