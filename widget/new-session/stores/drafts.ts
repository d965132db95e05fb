import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { WireDraft } from '../../../src/wire/draft.ts'
import { useCard } from '../../conversation/stores/card.ts'
import { problemOf } from '../../shared/gateway.ts'
import { useFormGateway } from '../gateway.ts'

const PAUSE_MS = 250

/** Keeps what is written where neither an error nor a reload can take it away. */
export const useDrafts = defineStore('drafts', () => {
  const gateway = useFormGateway()
  const card = useCard()
  /** The last save did not succeed: the text is only here. */
  const unsaved = shallowRef(false)
  let waiting: WireDraft | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  // One at a time, in order: an older text must not overtake a newer one, nor a save the removal.
  let last: Promise<void> = Promise.resolve()

  /** Saves when the person pauses. */
  function keep(draft: WireDraft): void {
    waiting = draft
    card.draft = draft
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), PAUSE_MS)
  }

  /** Saves what waits, now. `leaving`: the page goes away. */
  function flush(leaving = false): Promise<void> {
    clearTimeout(timer)
    const draft = waiting
    waiting = null
    if (!draft) return last
    // A page that goes away has no time to wait for its turn.
    last = leaving ? save(draft, true) : last.then(() => save(draft, false))
    return last
  }

  async function save(draft: WireDraft, leaving: boolean): Promise<void> {
    try {
      await gateway.saveDraft(draft, leaving)
      unsaved.value = false
    } catch (error) {
      problemOf(error)
      unsaved.value = true
      waiting ??= draft
    }
  }

  /** It was sent, or the person starts afresh. */
  function drop(): Promise<void> {
    clearTimeout(timer)
    waiting = null
    last = last.then(card.dropDraft)
    return last
  }

  return { unsaved, keep, flush, drop }
})
