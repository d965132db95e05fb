import { shallowRef } from '@vue/runtime-core'
import type { WireDraft } from '../../../src/wire/draft.ts'
import { useCard } from '../../conversation/stores/card.ts'
import { problemOf } from '../../shared/gateway.ts'
import { perComposition, useComposition } from '../composition.ts'
import { useFormGateway } from '../gateway.ts'

const PAUSE_MS = 250

type Written = Omit<WireDraft, 'version'>

/** Keeps what is written where neither an error nor a reload can take it away, nor another tab unnoticed. */
export const useDrafts = perComposition('drafts', () => {
  const gateway = useFormGateway()
  const card = useCard()
  const composition = useComposition()
  /** The last save did not succeed: the text is only here. */
  const unsaved = shallowRef(false)
  /** What another tab has saved since this one looked; nothing is saved until the person has chosen. */
  const conflict = shallowRef<WireDraft | null>(null)
  let version = 0
  let known = ''
  let waiting: Written | null = null
  let underWay = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  // One at a time, in order: an older text must not overtake a newer one, nor a save the removal.
  let last: Promise<void> = Promise.resolve()

  /**
   * The form begins with what is kept under this version, or with nothing kept: only what differs from it is worth a save.
   * `kept: null`: what the form holds is kept nowhere yet.
   */
  function begin(draft: WireDraft | null, kept: Written | null): void {
    conflict.value = null
    waiting = null
    version = draft?.version ?? 0
    known = kept ? contentOf(kept) : ''
  }

  /** Saves when the person pauses. `moved`: somebody else, or another way, was chosen; else only the content counts. */
  function keep(draft: Written, moved: boolean): void {
    if (!moved && waiting === null && contentOf(draft) === known) return
    waiting = draft
    known = contentOf(draft)
    if (!composition) card.draft = { ...draft, version }
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), PAUSE_MS)
  }

  /** Saves what waits, now. `leaving`: the page goes away. */
  function flush(leaving = false): Promise<void> {
    clearTimeout(timer)
    const draft = waiting
    if (!draft || conflict.value) return last
    waiting = null
    // A page that goes away has no time to wait for its turn: it builds on what is under way, whether that arrives or not.
    last = leaving ? save(draft, true) : last.then(() => save(draft, false))
    return last
  }

  async function save(draft: Written, leaving: boolean): Promise<void> {
    // Another tab was seen while this one waited for its turn.
    if (conflict.value) return void (waiting ??= draft)
    const saved = { ...draft, version: version + underWay }
    underWay += 1
    try {
      version = (await (composition?.save(saved, leaving) ?? gateway.saveDraft(saved, leaving))).version
      if (!composition && card.draft) card.draft = { ...card.draft, version }
      unsaved.value = false
    } catch (error) {
      const problem = problemOf(error)
      waiting ??= draft
      conflict.value = problem.draft
      unsaved.value = problem.draft === null
    } finally {
      underWay -= 1
    }
  }

  /** What the other tab has written is overwritten, because the person says so. */
  function keepMine(): Promise<void> {
    version = conflict.value?.version ?? version
    conflict.value = null
    return flush()
  }

  /** It was sent, or the person starts afresh. */
  function drop(): Promise<void> {
    clearTimeout(timer)
    waiting = null
    last = forget(last)
    return last
  }

  async function forget(before: Promise<void>): Promise<void> {
    await before
    await (composition?.drop() ?? card.dropDraft())
    version = 0
    known = ''
    conflict.value = null
  }

  return { unsaved, conflict, begin, keep, flush, keepMine, drop }
})

/** What a person has written and chosen, apart from whom it goes to; alike whatever the order of its names. */
function contentOf({ subject, text, template, typed, attachments, blindCopy, tags, fields, after }: Written) {
  const content = [subject, text, template, typed, attachments, blindCopy, tags, fields, after]
  return JSON.stringify(content, (_name, value: unknown) =>
    isNamed(value) ? Object.fromEntries(Object.entries(value).toSorted()) : value,
  )
}

function isNamed(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
