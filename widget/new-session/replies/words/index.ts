import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../../../shared/words/language.ts'
import { spokenIn } from '../../words/spoken.ts'
import type { ReplyCatalogue } from './en.ts'

/** The words of canned replies in the card's language. */
export function useReplyWords(): ComputedRef<ReplyCatalogue> {
  const locale = useLocale()
  return computed(() => spokenIn(locale.value).replies)
}
