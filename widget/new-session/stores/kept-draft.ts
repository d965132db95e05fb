import { onBeforeUnmount, shallowRef, watch, type Ref } from '@vue/runtime-core'
import type { WireDraft } from '../../../src/wire/draft.ts'
import type { FormStart } from '../../conversation/form-contract.ts'
import { useCard } from '../../conversation/stores/card.ts'
import { useDrafts } from './drafts.ts'
import { useExtras } from './extras.ts'
import { useForm } from './form.ts'
import { useSending } from './sending.ts'

/** Fills the form from its draft and keeps the draft as the form changes. Used once, by the form. */
export interface KeptDraft {
  /** The form came back with something in it. */
  readonly restored: Readonly<Ref<boolean>>
  begin(): void
  afresh(): void
  takeTheirs(): void
  flush(): void
}

/** `start`: what is known when the form opens. */
export function useKeptDraft(start: () => FormStart): KeptDraft {
  const card = useCard()
  const form = useForm()
  const extras = useExtras()
  const drafts = useDrafts()
  const sending = useSending()
  const restored = shallowRef(false)
  /** The way and the customer of the draft are in their places: from now on another one is somebody's choice. */
  let settled = false

  const isBlank = (): boolean => form.text === '' && form.subject === '' && !extras.touched

  function fill(from: FormStart, draft: WireDraft | null): void {
    settled = false
    sending.begin()
    sending.earlier = null
    const ready = form.begin(from, draft)
    // A text that the form was opened with is kept nowhere yet.
    drafts.begin(draft, draft && from.text === null ? form.draft : null)
    restored.value = from.text === null && draft !== null && !isBlank()
    if (draft) void sending.recall(draft.operationId)
    void ready.then(() => (settled = true))
  }

  watch(
    () => form.draft,
    (draft, before) => {
      if (isBlank() && !card.draft) return
      const moved = (['operationId', 'contactId', 'lineId', 'channel', 'address'] as const).some(
        (name) => draft[name] !== before[name],
      )
      drafts.keep(draft, settled && moved)
    },
  )
  const leavePage = (): void => void drafts.flush(true)
  window.addEventListener('pagehide', leavePage)
  onBeforeUnmount(() => window.removeEventListener('pagehide', leavePage))

  return {
    restored,
    begin: () => fill(start(), card.draft),
    afresh() {
      restored.value = false
      form.clear()
      void drafts.drop()
    },
    takeTheirs() {
      const theirs = drafts.conflict
      if (!theirs) return
      card.draft = theirs
      fill({ ...start(), text: null, lineId: null, channel: null, address: null }, theirs)
      restored.value = false
    },
    flush: () => void drafts.flush(),
  }
}
