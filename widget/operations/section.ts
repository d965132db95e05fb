import { inject, type InjectionKey } from '@vue/runtime-core'

/** The kinds of what needs an administrator, in the order of their tabs. */
export const SECTION_NAMES = ['unknown', 'failed', 'waiting', 'batches', 'callbacks', 'deeds'] as const
export type SectionName = (typeof SECTION_NAMES)[number]

/** Shows another kind, as its tab does. */
export type ShowSection = (name: SectionName) => void

export const showSectionKey: InjectionKey<ShowSection> = Symbol('show a section')

/** `null` where the list stands alone, without tabs. */
export function useShowSection(): ShowSection | null {
  return inject(showSectionKey, null)
}
