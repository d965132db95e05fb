import { shallowRef, type ShallowRef } from '@vue/runtime-core'

/** A part of the form that few messages need. */
export interface LatePart<T> {
  /** `null`: not there yet. */
  readonly part: Readonly<ShallowRef<T | null>>
  /** It could not be loaded: the network is gone, or a newer widget has taken this one's place. */
  readonly failed: Readonly<ShallowRef<boolean>>
  /** Loads it, unless it is there. Never throws. */
  want(): Promise<void>
}

/** Loads a part when it is first wanted. */
export function latePart<T>(load: () => Promise<T>): LatePart<T> {
  const part: ShallowRef<T | null> = shallowRef(null)
  const failed = shallowRef(false)
  async function want(): Promise<void> {
    failed.value = false
    await load().then(
      (loaded) => (part.value = loaded),
      () => (failed.value = true),
    )
  }
  return { part, failed, want }
}
