import { keyOf } from './drawn-rows.ts'

/** What has the focus around there; `null`: nothing has. */
export function activeIn(list: HTMLElement): HTMLElement | null {
  const root = list.getRootNode()
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null
  return active instanceof HTMLElement && active !== document.body ? active : null
}

/** What has the focus in a list, and in which row. */
export function heldIn(list: HTMLElement, items: readonly { readonly key: string }[]) {
  const element = activeIn(list)
  const row = element && list.contains(element) ? element.closest<HTMLElement>('[data-index]') : null
  const index = Number(row?.dataset['index'])
  const key = keyOf(items[index])
  return element && key !== null ? { element, key, index } : null
}

/** Where the keyboard stops nearest to a row: in it, else in the next one, else in the one before. */
export function nearestStop(list: HTMLElement, index: number): HTMLElement | null {
  const stops = [...list.querySelectorAll<HTMLElement>('[data-index][tabindex], [data-index] > button')]
  return stops.find((stop) => indexAt(stop) >= index) ?? stops.at(-1) ?? null
}

const indexAt = (stop: HTMLElement): number =>
  Number(stop.closest<HTMLElement>('[data-index]')?.dataset['index'])
