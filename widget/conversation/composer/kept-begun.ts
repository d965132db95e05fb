import { onBeforeUnmount, shallowRef, watch, type Ref } from '@vue/runtime-core'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { knownOperation } from '../../../src/gateway/client/known-operation.ts'
import type { WireDraft } from '../../../src/wire/draft.ts'
import { useComposition } from '../../new-session/composition.ts'
import { useDrafts } from '../../new-session/stores/drafts.ts'
import { useExtras } from '../../new-session/stores/extras.ts'
import { useForm } from '../../new-session/stores/form.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useAnswering } from '../stores/answering.ts'
import { useLive } from '../stores/live.ts'
import { useOperations } from '../stores/operations.ts'

/** Keeps what is begun in a session as a begun form is kept (R-ERR-1). Used once, by what is written in. */
export interface KeptBegun {
  /** It came back with something in it. */
  readonly restored: Readonly<Ref<boolean>>
  /** Why what came back did not leave, where it was to leave before the page went away; else empty. */
  readonly refusal: Readonly<Ref<string>>
  isBlank(): boolean
  /** Puts something into its place, kept nowhere yet. */
  putBack(draft: WireDraft): void
  /** What was written is on its way: until its fate is known it stays kept. */
  leaving(): void
  /** The fate is known: what is not written anew is forgotten. */
  settled(): void
  afresh(): void
  takeTheirs(): void
}

export function useKeptBegun(): KeptBegun {
  const composition = useComposition()
  const gateway = useGateway()
  const operations = useOperations()
  const answering = useAnswering()
  const live = useLive()
  const form = useForm()
  const extras = useExtras()
  const drafts = useDrafts()
  const restored = shallowRef(false)
  const refusal = shallowRef('')
  let isKept = false
  let isLeaving = false

  const isBlank = (): boolean => form.text.trim() === '' && !extras.touched

  function fill(draft: WireDraft): void {
    form.text = draft.text
    extras.fill(draft)
  }

  /** Asked once in the life of a card; later the text is where it was left. */
  async function begin(): Promise<void> {
    if (form.operationId !== '' || !composition) return
    form.renewOperation()
    drafts.begin(null, null)
    const draft = await composition.begun().catch(problemOf)
    // Nothing can be kept while nobody answers, and the next save says so.
    if (draft instanceof GatewayProblem || !draft) return
    const known = await knownOperation(gateway.http, draft.operationId).catch(problemOf)
    if (known && !(known instanceof GatewayProblem) && known.state !== 'refused') {
      // It was asked for before the page went away: the message itself says what became of it.
      operations.put(known)
      await drafts.drop()
      // What was written meanwhile is another intention, and was not kept under the one that is gone.
      if (!isBlank()) drafts.keep(form.draft, false)
      return
    }
    if (!isBlank()) {
      if (form.text !== draft.text) drafts.conflict = draft
      return
    }
    // Under an id that nobody knows, it cannot be sent twice; a refused one is another intention.
    if (!known || known instanceof GatewayProblem) form.operationId = draft.operationId
    else {
      refusal.value = known.failure?.text ?? ''
      void answering.putAway(known.operationId)
    }
    fill(draft)
    drafts.begin(draft, form.draft)
    isKept = true
    restored.value = !isBlank()
  }
  void begin()

  watch(
    () => form.draft,
    (draft) => {
      if (!isBlank()) {
        isKept = true
        return drafts.keep(draft, false)
      }
      restored.value = false
      if (isKept && !isLeaving) forget()
    },
  )
  function forget(): void {
    isKept = false
    void drafts.drop()
  }

  // Whoever stopped typing while nobody answered need not come back to it.
  watch(
    () => live.state,
    (state) => state === 'live' && drafts.unsaved && void drafts.flush(),
  )
  // Another tab of the same person has sent it: here it is not to be written, and never under the same id.
  watch(
    () => operations.known.get(form.operationId)?.operation,
    (elsewhere) => {
      if (!elsewhere) return
      const text = form.text.trim()
      if (text !== '' && text !== elsewhere.text.trim()) return form.renewOperation()
      isKept = false
      drafts.begin(null, null)
      form.clear()
    },
  )

  const leavePage = (): void => void drafts.flush(true)
  window.addEventListener('pagehide', leavePage)
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leavePage)
    void drafts.flush()
  })

  return {
    restored,
    refusal,
    isBlank,
    putBack: fill,
    leaving() {
      isLeaving = true
      restored.value = false
      void drafts.flush()
    },
    settled() {
      isLeaving = false
      if (isKept && isBlank()) forget()
    },
    afresh() {
      form.clear()
    },
    takeTheirs() {
      const theirs = drafts.conflict
      if (!theirs) return
      form.operationId = theirs.operationId
      fill(theirs)
      drafts.begin(theirs, form.draft)
      isKept = true
    },
  }
}
