import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from '@vue/runtime-core'

const brings = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Takes files that are dragged over the dialog around `part`, or pasted into it. `over`: they hang above it now. A file that is let
 * go anywhere in the form is taken: otherwise the browser would leave the page for it, and the form with it. Around a part with
 * `data-drop` it is all that stands beside that part.
 */
export function useFileDrop(
  part: Readonly<ShallowRef<HTMLElement | null>>,
  take: (files: File[]) => unknown,
): { readonly over: ShallowRef<boolean>; leave(): void } {
  const over = shallowRef(false)
  const leave = (): void => void (over.value = false)
  const isAtWork = (): boolean => part.value?.closest('[inert]') !== null

  function onDragOver(event: DragEvent): void {
    if (!brings(event)) return
    event.preventDefault()
    if (isAtWork()) return
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    over.value = true
  }

  function onDrop(event: DragEvent): void {
    if (!brings(event)) return
    event.preventDefault()
    leave()
    if (!isAtWork()) take([...(event.dataTransfer?.files ?? [])])
  }

  function onPaste({ clipboardData }: ClipboardEvent): void {
    // Tables and documents bring a picture of themselves along: who pastes those means the text.
    if (!clipboardData || clipboardData.types.includes('text/plain') || isAtWork()) return
    take([...clipboardData.files])
  }

  const stop = new AbortController()
  onMounted(() => {
    const beside = part.value?.closest('[data-drop]')?.parentElement
    const zone = beside ?? part.value?.closest<HTMLElement>('dialog, form') ?? part.value
    const { signal } = stop
    zone?.addEventListener('dragover', onDragOver, { signal })
    zone?.addEventListener('drop', onDrop, { signal })
    zone?.addEventListener('paste', onPaste, { signal })
  })
  onBeforeUnmount(() => stop.abort())
  return { over, leave }
}
