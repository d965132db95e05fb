import { onScopeDispose, shallowRef, type ShallowRef } from '@vue/runtime-core'
import { useLanguage } from '../shared/words/language.ts'

/** What a card needs soon after it was shown first, in one file: see `soon-parts.ts`. */
export type Soon = typeof import('./soon-parts.ts')

const LONGEST_MS = 60_000
let loaded: Soon | null = null

/** Loads what is needed soon; `null` until then. Without a network it is tried again, later and later: the card is read without it. */
export function useSoon(): Readonly<ShallowRef<Soon | null>> {
  const language = useLanguage()
  const soon = shallowRef(loaded)
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = 1000

  async function load(): Promise<void> {
    try {
      const { locale, speech } = language.value
      const sentences = speech().catch(() => null)
      loaded ??= await import('./soon-parts.ts')
      await sentences
      await loaded.learnSpeech(locale)
      soon.value = loaded
    } catch {
      timer = setTimeout(() => void load(), waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_MS)
    }
  }
  if (!loaded) void load()
  onScopeDispose(() => clearTimeout(timer))
  return soon
}
