import { shallowRef, watch } from '@vue/runtime-core'
import { perComposition } from '../composition.ts'
import { useForm } from '../stores/form.ts'
import { useAttachments } from './store.ts'

/** Somebody pressed "Send" while files were on their way: the message leaves by itself once they are there (R-FILE-1). */
export const useSendLater = perComposition('send-later', () => {
  const attachments = useAttachments()
  const form = useForm()
  const waiting = shallowRef(false)

  /** Waits for the files. `false`: called off meanwhile. `true` does not say that every one arrived: one may have failed. */
  async function filesThere(): Promise<boolean> {
    if (attachments.uploading === 0) return true
    waiting.value = true
    const there = await new Promise<boolean>((resolve) => {
      const stop = watch(
        [waiting, () => attachments.uploading, () => attachments.faults.length],
        ([still, left, wrong]) => {
          if (still && left > 0 && wrong === 0) return
          stop()
          resolve(still)
        },
        { flush: 'sync' },
      )
    })
    waiting.value = false
    return there
  }

  function callOff(): void {
    waiting.value = false
  }

  // Another way, or another message: that was not what they wanted to send.
  watch([() => form.chosenKey, () => form.operationId], callOff)

  return { waiting, filesThere, callOff }
})
