import { shallowRef, type Ref } from '@vue/runtime-core'
import { useWords } from '../shared/words/language.ts'

/**
 * A part of the form that few need, loaded when it is first wanted. `part` is `null` until then; `fault` says in words that it cannot be
 * loaded. Vue's own async components would bring their machinery into what a card loads first.
 */
export function useLater<Part extends object>(
  load: () => Promise<{ readonly default: Part }>,
): {
  readonly part: Readonly<Ref<Part | null>>
  readonly fault: Readonly<Ref<string | null>>
  readonly want: () => Promise<void>
} {
  const words = useWords()
  const part: Ref<Part | null> = shallowRef(null)
  const fault = shallowRef<string | null>(null)
  async function want(): Promise<void> {
    fault.value = null
    try {
      part.value ??= (await load()).default
    } catch {
      // The network is gone, or a newer widget has taken this one's place on the server.
      fault.value = words.value.problems['gateway-unreachable']
    }
  }
  return { part, fault, want }
}
