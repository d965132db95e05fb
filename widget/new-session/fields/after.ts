import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { After, AfterKind, Target } from '../../../src/domain/after.ts'
import { useExtras } from '../stores/extras.ts'
import { useSteadyOffers } from './steady.ts'

/** What was chosen for the time after sending, also while it is not whole: handing over, but to nobody yet (R-AFTER-1). */
export const useAfter = defineStore('after', () => {
  const extras = useExtras()
  const offers = useSteadyOffers()
  const picked = shallowRef<AfterKind | null>(null)
  const target = shallowRef<Target | null>(null)
  const comment = shallowRef('')

  /** The choice where this way has it, else the usual one; `null`: there is nothing to choose. */
  const kind = computed((): AfterKind | null => {
    const offered = offers.value?.after ?? []
    return offered.find((one) => one === picked.value) ?? offered[0] ?? null
  })
  const takesComment = computed(() => offers.value?.handOverComment !== false)
  const lacksTarget = computed(() => kind.value === 'hand-over' && target.value === null)

  function pick(next: AfterKind): void {
    picked.value = next
    write()
  }
  function take(next: Target | null): void {
    picked.value = 'hand-over'
    target.value = next
    write()
  }
  function say(text: string): void {
    comment.value = text
    write()
  }

  function write(): void {
    const one = picked.value
    const said = takesComment.value && comment.value.trim() !== '' ? comment.value.trim() : null
    if (one !== 'hand-over') extras.after = one && { kind: one }
    else extras.after = target.value && { kind: one, target: target.value, comment: said }
  }

  function read(after: After | null): void {
    picked.value = after === null || after.kind === 'nothing' ? null : after.kind
    const handing = after?.kind === 'hand-over' ? after : null
    target.value = handing?.target ?? null
    comment.value = handing?.comment ?? ''
  }
  read(extras.after)
  extras.$onAction(({ name, after }) => {
    if (name === 'fill') after(() => read(extras.after))
  })

  return { kind, target, comment, takesComment, lacksTarget, pick, take, say }
})
