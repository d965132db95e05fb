import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { spokenIn } from '../../words/spoken.ts'
import type { AttachmentCatalogue } from './en.ts'

/** The words about files in the card's language. */
export function useAttachmentWords(): ComputedRef<AttachmentCatalogue> {
  const locale = useLocale()
  return computed(() => spokenIn(locale.value).attachments)
}
