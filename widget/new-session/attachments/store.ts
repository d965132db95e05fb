import { computed, shallowRef } from '@vue/runtime-core'
import { assessFile } from '../../../src/domain/attachments.ts'
import type { Reason } from '../../../src/domain/reasons.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import { uploadFile } from '../../../src/gateway/client/upload.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { perComposition } from '../composition.ts'
import { useSteadyOffers } from '../fields/steady.ts'
import { useFormGateway } from '../gateway.ts'
import { useExtras } from '../stores/extras.ts'
import { useOffers } from '../stores/offers.ts'
import { admit, advanced, counts, isUnderWay, moved, together, type Upload } from './queue.ts'

/** A file of the message, or one that cannot be, as the form shows it. */
export interface FileRow extends Upload<GatewayProblem> {
  /** What the chosen way has against a file that is stored already. */
  readonly against: Reason | null
}

/** The last thing that happened, to be told once. */
export type FileNews =
  | { readonly kind: 'chosen'; readonly admitted: number; readonly refused: readonly Reason[] }
  | { readonly kind: 'attached' | 'failed' | 'removed'; readonly name: string }
  | { readonly kind: 'no-way' }

/** The files of the message on their way to the gateway; those that have arrived stand in `extras.attachments` (R-FILE-1). */
export const useAttachments = perComposition('attachments', () => {
  const gateway = useGateway()
  const formGateway = useFormGateway()
  const extras = useExtras()
  const asking = useOffers()
  const offers = useSteadyOffers()

  const uploads = shallowRef<readonly Upload<GatewayProblem>[]>([])
  const news = shallowRef<FileNews | null>(null)
  const files = new Map<number, File>()
  const running = new Map<number, AbortController>()
  let lastKey = 0
  let paused = false

  /** `undefined`: the way takes no files, or none is chosen. */
  const policy = computed(() => offers.value?.attachments ?? undefined)
  const rows = computed((): FileRow[] => {
    const stored = new Set(extras.attachments.map(({ id }) => id))
    const here = uploads.value.filter(({ state }) => state.kind !== 'stored' || stored.has(state.id))
    const known = new Set(here.map(({ state }) => (state.kind === 'stored' ? state.id : '')))
    const kept = extras.attachments.flatMap(({ id, name, size }, index) =>
      known.has(id) ? [] : [{ key: -1 - index, name, size, state: { kind: 'stored', id } as const }],
    )
    return [...kept, ...here].map((one) => ({
      ...one,
      against:
        one.state.kind === 'stored' && offers.value ? (assessFile(policy.value, one)[0] ?? null) : null,
    }))
  })
  /** Those that have still to arrive: a message that is sent now would go without them. */
  const underWay = computed(() => rows.value.filter(isUnderWay))
  const uploading = computed(() => underWay.value.length)
  /** What is wrong with all of them together on this way. */
  const sum = computed(() => together(policy.value, rows.value.filter(counts)))
  /** Those that cannot go: refused, not uploaded, or not taken by the chosen way. */
  const faults = computed(() =>
    rows.value.filter(({ state, against }) => state.kind === 'refused' || state.kind === 'failed' || against),
  )

  /** Takes what was chosen, dropped or pasted, once it is known what the way takes: what it does not take never leaves. */
  async function add(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return
    while (asking.loading) await asking.settled()
    if (!offers.value) {
      news.value = { kind: 'no-way' }
      return
    }
    const against = admit(policy.value, rows.value.filter(counts), chosen)
    const added = chosen.map((file, index): Upload<GatewayProblem> => {
      lastKey += 1
      const reason = against[index] ?? null
      if (!reason) files.set(lastKey, file)
      return {
        key: lastKey,
        name: file.name,
        size: file.size,
        state: reason ? { kind: 'refused', reason } : { kind: 'waiting' },
      }
    })
    const refused = against.filter((reason) => reason !== null)
    news.value = { kind: 'chosen', admitted: chosen.length - refused.length, refused }
    uploads.value = [...uploads.value, ...added]
    advance()
  }

  function advance(): void {
    if (paused) return
    uploads.value = advanced(uploads.value)
    for (const { key, state } of uploads.value)
      if (state.kind === 'uploading' && !running.has(key)) void upload(key)
  }

  async function upload(key: number): Promise<void> {
    const file = files.get(key)
    if (!file) return
    const calledOff = new AbortController()
    running.set(key, calledOff)
    try {
      const stored = await uploadFile(gateway.options, file, {
        signal: calledOff.signal,
        onProgress: (share) => {
          if (!calledOff.signal.aborted)
            uploads.value = moved(uploads.value, key, { kind: 'uploading', share })
        },
      })
      uploads.value = moved(uploads.value, key, { kind: 'stored', id: stored.id })
      files.delete(key)
      attach(stored)
      news.value = { kind: 'attached', name: file.name }
    } catch (error) {
      if (calledOff.signal.aborted) return
      const problem = problemOf(error)
      const [reason] = problem.reasons
      uploads.value = moved(
        uploads.value,
        key,
        reason ? { kind: 'refused', reason } : { kind: 'failed', problem },
      )
      news.value = { kind: 'failed', name: file.name }
    } finally {
      if (running.get(key) === calledOff) running.delete(key)
      advance()
    }
  }

  /** In the order in which they were chosen, not in which they arrived. */
  function attach(file: (typeof extras.attachments)[number]): void {
    const order = uploads.value.map(({ state }) => (state.kind === 'stored' ? state.id : ''))
    extras.attachments = [...extras.attachments, file].toSorted(
      (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
    )
  }

  /** Takes a file away in whatever state it is: calls its upload off, forgets it at the gateway. */
  function remove(row: FileRow): void {
    const { key, name, state } = row
    uploads.value = uploads.value.filter((one) => one.key !== key)
    files.delete(key)
    running.get(key)?.abort()
    running.delete(key)
    if (state.kind === 'stored') {
      extras.attachments = extras.attachments.filter(({ id }) => id !== state.id)
      // What cannot be dropped now, the gateway drops by itself when it is old.
      void formGateway.dropFile(state.id).catch(problemOf)
    }
    news.value = { kind: 'removed', name }
    advance()
  }

  function retry(key: number): void {
    uploads.value = moved(uploads.value, key, { kind: 'waiting' })
    advance()
  }

  function callOff(): void {
    for (const one of running.values()) one.abort()
    running.clear()
  }

  /** The form is closed: what is under way stops and goes on from its beginning when the form is opened again. */
  function pause(): void {
    paused = true
    callOff()
    uploads.value = uploads.value.map((one) =>
      isUnderWay(one) ? { ...one, state: { kind: 'waiting' } } : one,
    )
  }

  function resume(): void {
    paused = false
    news.value = null
    uploads.value = uploads.value.filter(counts)
    advance()
  }

  // A form that is emptied keeps no file from before.
  extras.$onAction(({ name, args }) => {
    if (name !== 'fill' || args[0] !== null) return
    callOff()
    files.clear()
    uploads.value = []
  })

  return { policy, rows, underWay, uploading, sum, faults, news, add, remove, retry, pause, resume }
})
