import { computed, shallowRef, type Ref, type ShallowRef } from '@vue/runtime-core'
import { useWords } from '../shared/words/language.ts'

/** A part of the form that few messages need. */
export interface LatePart<T> {
  /** `null`: not there yet. */
  readonly part: Readonly<ShallowRef<T | null>>
  /** It could not be loaded: the network is gone, or a newer widget has taken this one's place. */
  readonly failed: Readonly<ShallowRef<boolean>>
  /** Loads it, unless it is there. Never throws. */
  want(): Promise<void>
}

/**
 * Loads a part when it is first wanted. Vue's own async components would bring their machinery into what a card loads first.
 */
export function latePart<T>(load: () => Promise<T>): LatePart<T> {
  const part: ShallowRef<T | null> = shallowRef(null)
  const failed = shallowRef(false)
  async function want(): Promise<void> {
    failed.value = false
    if (part.value !== null) return
    await load().then(
      (loaded) => (part.value = loaded),
      () => (failed.value = true),
    )
  }
  return { part, failed, want }
}

/** The same for a component; `fault` says in words that it cannot be loaded. */
export function useLater<Part extends object>(load: () => Promise<{ readonly default: Part }>) {
  const words = useWords()
  const { part, failed, want } = latePart(async () => (await load()).default)
  const fault: Readonly<Ref<string | null>> = computed(() =>
    failed.value ? words.value.problems['gateway-unreachable'] : null,
  )
  return { part, fault, want }
}
