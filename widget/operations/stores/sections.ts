import { ref, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { BatchMove } from '../../../src/domain/batch.ts'
import type { Retried, WireFailureClass, WireTroubled, WireWaiting } from '../../../src/wire/troubles.ts'
import { useOperationsGateway, type Batch, type Callback, type Report } from '../gateway.ts'
import { listed } from './listed.ts'

/** Messages whose outcome nobody knows: a person decides (R-ONCE-2). */
export const useUnknowns = defineStore('unknowns', () => {
  const gateway = useOperationsGateway()
  const list = listed<WireTroubled>(gateway.unknowns)
  return {
    ...list,
    judge: (id: string, verdict: 'arrived' | 'send-again') => list.act(id, () => gateway.judge(id, verdict)),
  }
})

/** The key of a class in the list. */
export function classKey({ state, code }: Pick<WireFailureClass, 'state' | 'code'>): string {
  return `${state} ${code}`
}

/** What did not leave, by reason. */
export const useFailures = defineStore('failures', () => {
  const gateway = useOperationsGateway()
  const sinceAt = ref<string | null>(null)
  /** How many of a class were tried again last, and how many were left to others. */
  const retried = shallowRef<Retried | null>(null)
  const list = listed<WireFailureClass>(async () => {
    const { sinceAt: since, items } = await gateway.failures()
    sinceAt.value = since
    return { items, next: null }
  })
  return {
    ...list,
    sinceAt,
    retried,
    retry: ({ state, code }: WireFailureClass) =>
      list.act(classKey({ state, code }), async () => {
        retried.value = null
        retried.value = await gateway.retry({ state, code })
      }),
  }
})

/** Steps that have not ended. */
export const useWaiting = defineStore('waiting', () => {
  const gateway = useOperationsGateway()
  const list = listed<WireWaiting>(gateway.waiting)
  return { ...list, cancel: (id: string) => list.act(id, () => gateway.cancel(id)) }
})

/** Batches, newest first. */
export const useBatches = defineStore('batches', () => {
  const gateway = useOperationsGateway()
  const list = listed<Batch>(gateway.batches)
  return {
    ...list,
    move: (id: string, move: BatchMove) => list.act(id, () => gateway.move(id, move)),
    download: (id: string, report: Report) =>
      list.act(id, async () => save(await gateway.report(id, report), `${report}-${id}.csv`)),
  }
})

/** Answers to process engines: those that nobody has taken yet, or all. */
export const useCallbacks = defineStore('callbacks', () => {
  const gateway = useOperationsGateway()
  const shown = ref<'not-taken' | 'all'>('not-taken')
  const list = listed<Callback>(async (cursor) => {
    if (shown.value === 'all') return gateway.callbacks(null, cursor)
    const [pending, left] = await Promise.all([
      gateway.callbacks('pending', null),
      gateway.callbacks('given-up', null),
    ])
    const items = [...pending.items, ...left.items].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    return { items, next: null }
  })
  return {
    ...list,
    shown,
    show(what: 'not-taken' | 'all'): Promise<void> {
      shown.value = what
      return list.load()
    },
    retry: (id: string) => list.act(id, () => gateway.retryCallback(id)),
  }
})

/** Who did what. */
export const useDeeds = defineStore('deeds', () => listed(useOperationsGateway().deeds))

/** Lets the browser keep it under this name. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name.replaceAll(/[^\w.-]/g, '_')
  link.click()
  // The download has begun with the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
