/**
 * How one comes to a state, as data that a page, a test and a script follow alike. Places are selectors, looked for inside of
 * shadow roots too: they are the same in every language.
 */
export type Step =
  | { readonly click: string }
  | { readonly fill: string; readonly with: string }
  | { readonly press: string; readonly key: string }
  | { readonly select: string; readonly value: string }
  | { readonly see: string }
  /** Scrolls there. */
  | { readonly show: string }

const PATIENCE_MS = 15_000

/** Follows the steps. Throws with the place that did not come. */
export async function follow(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const selector = Object.values(step)[0] ?? ''
    const place = await there(selector)
    if ('click' in step) place.click()
    else if ('press' in step) press(place, step.key)
    else if ('show' in step) scrollTo(place)
    else if ('fill' in step) type(place, step.with, 'input')
    else if ('select' in step) type(place, step.value, 'change')
  }
}

/** The first that is seen of what a selector means, shadow roots included. */
export function find(selector: string, root: ParentNode = document): HTMLElement | null {
  for (const one of root.querySelectorAll<HTMLElement>(selector))
    if (one.checkVisibility({ visibilityProperty: true })) return one
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const found = shadowRoot && find(selector, shadowRoot)
    if (found) return found
  }
  return null
}

async function there(selector: string): Promise<HTMLElement> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const found = find(selector)
    if (found) return found
    if (performance.now() > end) throw new Error(`Nothing is seen at ${selector}`)
    await new Promise((next) => setTimeout(next, 20))
  }
}

/** Scrolls what is around it and nothing more: a page that frames this one stays where it is. */
function scrollTo(place: HTMLElement): void {
  const box = boxOf(place)
  if (!box) return
  const [at, around] = [place.getBoundingClientRect(), box.getBoundingClientRect()]
  box.scrollTop += at.top - around.top - Math.max(0, (around.height - at.height) / 2)
}

function boxOf(place: Node | null): HTMLElement | null {
  if (!place) return null
  if (place instanceof ShadowRoot) return boxOf(place.host)
  if (place instanceof HTMLElement && /auto|scroll/.test(getComputedStyle(place).overflowY)) return place
  return boxOf(place.parentNode)
}

function press(place: HTMLElement, key: string): void {
  place.focus()
  place.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }))
}

/** As the browser does it: the value first, then the news of it. */
function type(place: HTMLElement, value: string, event: 'input' | 'change'): void {
  place.focus()
  if (
    place instanceof HTMLInputElement ||
    place instanceof HTMLTextAreaElement ||
    place instanceof HTMLSelectElement
  )
    place.value = value
  place.dispatchEvent(new Event(event, { bubbles: true, composed: true }))
}
