import { computed, effectScope, nextTick, shallowRef } from '@vue/runtime-core'
import { expect, onTestFinished, test } from 'vitest'
import { useLongList } from '../../widget/conversation/long-list.ts'
import type { Soon } from '../../widget/conversation/soon.ts'

/** A box of which 500 pixels are seen; like a browser's, it does not scroll beyond its end. */
function boxOf(scrollHeight: number) {
  let top = 0
  return {
    scrollHeight,
    clientHeight: 500,
    get scrollTop() {
      return Math.min(top, this.scrollHeight - this.clientHeight)
    },
    set scrollTop(px: number) {
      top = Math.min(px, this.scrollHeight - this.clientHeight)
    },
  }
}

/** A list that opens at its end; `comes` brings what draws only the rows that are seen, and tells where the box stood then. */
async function list() {
  const box = boxOf(900)
  const soon = shallowRef<Soon | null>(null)
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  scope.run(() =>
    useLongList({
      soon,
      box: shallowRef(box as unknown as HTMLElement),
      list: shallowRef({} as HTMLElement),
      items: computed(() => [{ key: 'a' }]),
      isStop: () => true,
      estimatePx: () => 50,
      anchorTo: 'end',
      onEdge: () => undefined,
    }),
  )
  await nextTick()
  const comes = async () => {
    let stoodPx = -1
    const useVirtualRows = () => {
      stoodPx = box.scrollTop
      return {}
    }
    soon.value = { useVirtualRows } as unknown as Soon
    await nextTick()
    return stoodPx
  }
  return { box, comes }
}

test('a conversation stays at its end when its letters and pictures are drawn after it was opened', async () => {
  const { box, comes } = await list()
  expect(box.scrollTop).toBe(400)
  box.scrollHeight = 1160
  expect(await comes()).toBe(660)
})

test('who has scrolled meanwhile is left where they are', async () => {
  const { box, comes } = await list()
  box.scrollTop = 120
  box.scrollHeight = 1160
  expect(await comes()).toBe(120)
})
